/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Instant;
import java.util.Optional;

import org.mesura.review.Reason;
import org.mesura.submission.Sender;
import org.mesura.usage.LimitUsage;
import org.mesura.usage.Pace;
import org.mesura.usage.SendRecord;

import com.google.common.collect.ImmutableList;

/**
 * What there is to say to a sender.
 *
 * @param kind what kind of notice it makes
 * @param sender the account written to
 * @param message the message it is about; empty when it is about none or several: a suspension begins, or was lifted,
 *     messages wait, or left
 * @param reason why; empty for a warning that a limit is close, when a suspension was lifted, and where it is not known
 *     any more why messages waited
 * @param policy the name of the account's policy
 * @param usage how full each limit is, in the policy's order
 * @param now when it is said
 * @param waited what became of what was kept back; empty if nothing was
 * @param near the limit that a warning is about, unless it says otherwise the fullest; empty for everything else
 * @param permit what there is to say of a permit; empty if it is about none
 * @param reduced whether limits and caps were a part of themselves, because the store is away
 */
public record Occasion(
        Kind kind,
        Sender sender,
        Optional<Message> message,
        Optional<Reason> reason,
        String policy,
        ImmutableList<LimitUsage> usage,
        Instant now,
        Optional<Waited> waited,
        Optional<Near> near,
        Optional<PermitNews> permit,
        boolean reduced) {
    public Occasion {
        checkArgument(
                kind
                        == waited.map(Waited::kind)
                                .or(() -> permit.map(PermitNews::kind))
                                .orElseGet(() -> kindOf(kind, reason)),
                "a notice of kind '%s' cannot have the reason '%s'",
                kind.id(),
                reason.map(Reason::id).orElse("none"));
        checkArgument(
                message.isPresent() || !kind.needsMessage(),
                "a notice of kind '%s' tells of a message, got none",
                kind.id());
        checkArgument(kind != Kind.WARNING || !usage.isEmpty(), "a warning tells of a limit, got none");
        if (kind == Kind.WARNING && near.isEmpty()) {
            near = Optional.of(new Near(Gauges.fullest(usage), Optional.empty()));
        }
    }

    /** With no limit named that it warns of, and of no permit. */
    public Occasion(
            Kind kind,
            Sender sender,
            Optional<Message> message,
            Optional<Reason> reason,
            String policy,
            ImmutableList<LimitUsage> usage,
            Instant now,
            Optional<Waited> waited) {
        this(kind, sender, message, reason, policy, usage, now, waited, Optional.empty(), Optional.empty(), false);
    }

    /** With nothing that was kept back. */
    public Occasion(
            Kind kind,
            Sender sender,
            Optional<Message> message,
            Optional<Reason> reason,
            String policy,
            ImmutableList<LimitUsage> usage,
            Instant now) {
        this(kind, sender, message, reason, policy, usage, now, Optional.empty());
    }

    /** This warning, of {@code limit}. */
    public Occasion about(LimitUsage limit) {
        return warning(new Near(limit, Optional.empty()));
    }

    /** This one; a warning also foretells when its limit will be full if the account sends on as {@code record} has it. */
    public Occasion foretoldBy(SendRecord record) {
        return near.map(close -> warning(new Near(
                        close.usage(), Pace.fullAt(record, close.usage().limit(), now))))
                .orElse(this);
    }

    private Occasion warning(Near close) {
        return new Occasion(
                kind, sender, message, reason, policy, usage, now, waited, Optional.of(close), permit, reduced);
    }

    /** Messages of {@code sender} wait for their turn; the reason may be unknown after a restart. */
    public static Occasion deferred(
            Sender sender,
            String policy,
            Optional<Reason> reason,
            Waited.ForTurn waited,
            ImmutableList<LimitUsage> usage,
            Instant now) {
        return new Occasion(Kind.DEFERRED, sender, Optional.empty(), reason, policy, usage, now, Optional.of(waited));
    }

    /** No message of the run of {@code sender} waits any more. */
    public static Occasion summary(Sender sender, String policy, Waited.Over over, Instant now) {
        return new Occasion(
                Kind.SUMMARY,
                sender,
                Optional.empty(),
                Optional.empty(),
                policy,
                ImmutableList.of(),
                now,
                Optional.of(over));
    }

    /** What there is to say of a permit to its account, which goes by {@code policy}. */
    public static Occasion of(PermitNews news, String policy, Instant now) {
        return new Occasion(
                news.kind(),
                news.permit().account(),
                Optional.empty(),
                Optional.empty(),
                policy,
                ImmutableList.of(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.of(news),
                false);
    }

    /** This one, where limits and caps were a part of themselves if {@code part}. */
    public Occasion reduced(boolean part) {
        return new Occasion(kind, sender, message, reason, policy, usage, now, waited, near, permit, part);
    }

    /** Whether it is about a message of which a delivery report tells that it was not sent, or not yet. */
    public boolean isReported() {
        return message.isPresent() && (kind.isOfUndelivered() || kind == Kind.SUSPENDED);
    }

    /** Whether it is about what the account's own policy lets it send, rather than its suspension or the institution's cap. */
    boolean isAboutOwnLimit() {
        return switch (kind) {
            case SUSPENDED, LIFTED, SUMMARY, PERMIT_GRANTED, PERMIT_NEARLY_USED, PERMIT_ENDED, ALERT -> false;
            default ->
                reason.filter(why -> why instanceof Reason.OverCap).isEmpty()
                        && waited.filter(Waited::isForSuspension).isEmpty();
        };
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
