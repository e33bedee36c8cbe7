/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import org.mesura.review.Reason;

/**
 * The enhanced mail system status code (RFC 3463, RFC 5248) of a refusal after acceptance: this server will not try
 * again, so the class is 5 even where a new message will fit later.
 */
enum EnhancedStatus {
    /** 5.7.1: delivery not authorized; the account is over a limit. */
    NOT_AUTHORIZED("5.7.1", "over the account's sending limit"),
    /** 5.7.1: delivery not authorized; the institution is over what it may send in all. */
    OVER_CAP("5.7.1", "over the sending limit of the whole institution"),
    /** 5.7.1: delivery not authorized; the account may not send to outsiders. */
    SUSPENDED("5.7.1", "the account may not send outside"),
    /** 5.5.3: too many recipients, or more than a limit ever gives. */
    TOO_MANY("5.5.3", "more than one message of this account may ask for"),
    /** 5.7.28: mail flood detected. */
    MAIL_FLOOD("5.7.28", "part of a mass mailing");

    private final String code;
    private final String words;

    EnhancedStatus(String code, String words) {
        this.code = code;
        this.words = words;
    }

    static EnhancedStatus of(Reason reason) {
        if (reason instanceof Reason.Bulk) {
            return MAIL_FLOOD;
        }
        if (reason instanceof Reason.Suspended) {
            return SUSPENDED;
        }
        if (reason instanceof Reason.OverCap) {
            return OVER_CAP;
        }
        return reason instanceof Reason.OverLimit ? NOT_AUTHORIZED : TOO_MANY;
    }

    String code() {
        return code;
    }

    /** The code while the mail is kept back: this server will try again, so the class is 4. */
    String whileItLasts() {
        return "4" + code.substring(1);
    }

    String words() {
        return words;
    }
}
