/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.Map;

import org.mesura.review.Decision;
import org.mesura.review.Reason;
import org.mesura.submission.Submission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The log of verdicts for programs that read logs: one line of {@code key="value"} pairs for each that is not
 * <em>accept</em>, by the logger {@code org.mesura.verdicts}.
 *
 * <p>Keys have a fixed order and never change their meaning; what does not apply is left out, and new ones are added at the
 * end. Whoever chooses a name chooses no line: {@link LogLine} says how values are written. It names the account and the
 * host that it sent from, and no recipient.
 *
 * <p>The same stands in the logging context (MDC) of the line, under James's names where James has one ({@code user},
 * {@code ip}, {@code mail}). James's own {@code recipients} is taken out of it for this line.
 */
public final class VerdictLog {
    /** The logger's name. */
    public static final String NAME = "org.mesura.verdicts";

    private static final Logger LOGGER = LoggerFactory.getLogger(NAME);

    private VerdictLog() {}

    /** Writes what the review made of a mail that came from host {@code ip}. */
    static void ofReview(Verdict verdict, String ip) {
        verdict.decision().why().ifPresent(reason -> {
            LogLine line = begin("spool", verdict.decision().verdict(), reason)
                    .with("observed", verdict.observed() ? "yes" : "no")
                    .with("ip", ip)
                    .with("account", verdict.sender().account())
                    .with("submission", verdict.id().value())
                    .with("policy", verdict.policy())
                    .with("recipients", verdict.recipients())
                    .with("external", verdict.external());
            write(ends(figures(line, reason), verdict.decision()));
        });
    }

    /** Writes that {@code submission}, which came from host {@code ip}, was refused with {@code code} before it was taken. */
    public static void atTheDoor(Submission submission, String policy, Reason reason, String code, String ip) {
        LogLine line = begin("door", "refuse", reason)
                .with("observed", "no")
                .with("ip", ip)
                .with("account", submission.sender().account())
                .with("submission", submission.id().value())
                .with("policy", policy)
                .with("recipients", submission.recipients().total())
                .with("external", submission.recipients().outside());
        write(figures(line, reason).with("code", code));
    }

    private static LogLine begin(String where, String verdict, Reason reason) {
        return new LogLine().with("where", where).with("verdict", verdict).with("reason", reason.id());
    }

    private static LogLine figures(LogLine line, Reason reason) {
        if (reason instanceof Reason.OverLimit over) {
            return used(
                            line.with("limit", over.limit().name()),
                            over.used(),
                            over.limit().quantity())
                    .with("asked", over.asked())
                    .with("freeAt", over.freeAt());
        }
        if (reason instanceof Reason.OverCap over) {
            return used(
                            line.with("cap", over.cap().name()),
                            over.used(),
                            over.cap().limit().quantity())
                    .with("asked", over.asked())
                    .with("freeAt", over.freeAt());
        }
        if (reason instanceof Reason.Suspended suspended) {
            line.with("cause", suspended.suspension().cause().id())
                    .with("since", suspended.suspension().since());
            suspended.suspension().until().ifPresent(until -> line.with("until", until));
            return line;
        }
        return rest(line, reason);
    }

    private static LogLine used(LogLine line, long used, long quantity) {
        return line.with("used", used).with("quantity", quantity);
    }

    private static LogLine rest(LogLine line, Reason reason) {
        if (reason instanceof Reason.NeverFits never) {
            return line.with("limit", never.limit().name())
                    .with("quantity", never.limit().quantity())
                    .with("asked", never.asked());
        }
        if (reason instanceof Reason.TooManyRecipients many) {
            return line.with("quantity", many.maximum()).with("asked", many.asked());
        }
        if (reason instanceof Reason.Bulk bulk) {
            return line.with("threshold", bulk.threshold())
                    .with("campaignSince", bulk.evidence().since())
                    .with("campaignMessages", bulk.evidence().messages())
                    .with("campaignRecipients", bulk.evidence().recipients());
        }
        Reason.VisibleRecipients visible = (Reason.VisibleRecipients) reason;
        return line.with("threshold", visible.threshold()).with("visible", visible.visible());
    }

    private static LogLine ends(LogLine line, Decision decision) {
        if (decision instanceof Decision.Defer turn) {
            return line.with("leavesAt", turn.at());
        }
        return decision instanceof Decision.Hold hold ? line.with("heldUntil", hold.until()) : line;
    }

    private static void write(LogLine line) {
        Map<String, String> around = MDC.getCopyOfContextMap();
        try {
            MDC.remove("recipients");
            line.forEach((key, value) -> MDC.put(nameInContext(key), value));
            LOGGER.info("{}", line);
        } finally {
            if (around == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(around);
            }
        }
    }

    private static String nameInContext(String key) {
        return switch (key) {
            case "account" -> "user";
            case "submission" -> "mail";
            case "ip" -> "ip";
            default -> "mesura." + key;
        };
    }
}
