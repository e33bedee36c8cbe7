/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Instant;
import java.util.Optional;

import org.mesura.review.Reason;
import org.mesura.submission.Sender;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;

/**
 * What there is to say to a sender.
 *
 * @param kind what kind of notice it makes
 * @param sender the account written to
 * @param message the message it is about; empty when none gave occasion: a suspension begins, or was lifted
 * @param reason why; empty for a warning that a limit is close, and when a suspension was lifted
 * @param policy the name of the account's policy
 * @param usage how full each limit is, in the policy's order
 * @param now when it is said
 */
public record Occasion(
        Kind kind,
        Sender sender,
        Optional<Message> message,
        Optional<Reason> reason,
        String policy,
        ImmutableList<LimitUsage> usage,
        Instant now) {
    public Occasion {
        checkArgument(
                kind == kindOf(kind, reason),
                "a notice of kind '%s' cannot have the reason '%s'",
                kind.id(),
                reason.map(Reason::id).orElse("none"));
        checkArgument(
                message.isPresent() || kind == Kind.SUSPENDED || kind == Kind.LIFTED,
                "a notice of kind '%s' tells of a message, got none",
                kind.id());
        checkArgument(kind != Kind.WARNING || !usage.isEmpty(), "a warning tells of a limit, got none");
    }

    /** Whether it is about a message that was not sent. */
    public boolean isRefusal() {
        return kind.isRefusal() || kind == Kind.SUSPENDED && message.isPresent();
    }

    /** Whether it is about what the account's own policy lets it send, rather than its suspension or the institution's cap. */
    boolean isAboutOwnLimit() {
        return kind != Kind.SUSPENDED
                && kind != Kind.LIFTED
                && reason.filter(why -> why instanceof Reason.OverCap).isEmpty();
    }

    private static Kind kindOf(Kind said, Optional<Reason> reason) {
        if (reason.isEmpty()) {
            return said == Kind.LIFTED ? said : Kind.WARNING;
        }
        boolean advice = reason.get() instanceof Reason.VisibleRecipients
                || said == Kind.ADVICE && reason.get() instanceof Reason.Bulk;
        return advice ? Kind.ADVICE : Kind.ofRefusal(reason.get());
    }
}
