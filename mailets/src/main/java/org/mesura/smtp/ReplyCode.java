/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.smtp;

import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.mesura.review.Reason;
import org.mesura.review.Suspension;

/**
 * The reply code (RFC 5321 section 4.2) and enhanced status code (RFC 3463, RFC 5248) of a refusal at the door. The class
 * tells the truth: what ends by itself is 4, so that whoever tries again later succeeds. A mass mailing is 5, although
 * its window rolls too: a program that went on trying would send it bit by bit, and it is to take another way.
 */
enum ReplyCode {
    /** 451 4.7.1: not authorized now. */
    LATER("451", "4.7.1"),
    /** 452 4.5.3: too many recipients in one transaction; the others may come in the next. */
    IN_ANOTHER_TRANSACTION("452", "4.5.3"),
    /** 550 5.7.1: not authorized until somebody says so. */
    NOT_AUTHORIZED("550", "5.7.1"),
    /** 550 5.5.3: too many recipients, or more than a limit ever gives. */
    TOO_MUCH("550", "5.5.3"),
    /** 550 5.7.28: mail flood detected. */
    MAIL_FLOOD("550", "5.7.28");

    private final String code;
    private final String status;

    ReplyCode(String code, String status) {
        this.code = code;
        this.status = status;
    }

    static ReplyCode of(Reason reason) {
        if (reason instanceof Reason.Suspended suspended) {
            return of(suspended.suspension());
        }
        if (reason instanceof Reason.Bulk) {
            return MAIL_FLOOD;
        }
        return reason.endsByItself() ? LATER : TOO_MUCH;
    }

    private static ReplyCode of(Suspension suspension) {
        return suspension.until().isPresent() ? LATER : NOT_AUTHORIZED;
    }

    /** The reply that says {@code sentence}, and names {@code page} where there is one and room for it. */
    HookResult saying(String sentence, String page) {
        return HookResult.builder()
                .hookReturnCode(code.startsWith("5") ? HookReturnCode.deny() : HookReturnCode.denySoft())
                .smtpReturnCode(code)
                .smtpDescription(ReplyText.of(status, sentence, page))
                .build();
    }

    @Override
    public String toString() {
        return code + " " + status;
    }
}
