/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.Optional;

import org.mesura.usage.LimitUsage;
import org.mesura.usage.Usage;

import com.google.common.collect.ImmutableList;

/**
 * The answer to a review, for the whole message, never for part of it. What is accepted or advised has been charged to
 * every limit; what is deferred is charged to every limit at the instant reserved for it; what is refused cost nothing.
 */
public sealed interface Decision {
    /** The decision as an identifier for attributes, matchers, metrics and logs. */
    String verdict();

    /** Why it is not simply <em>accept</em>. */
    Optional<Reason> why();

    /** How full each limit of the policy is after the decision, in the policy's order; none for an exempt account. */
    default ImmutableList<LimitUsage> usage() {
        return figures().list();
    }

    /** As {@link #usage}, before anybody asks. */
    Usage figures();

    /** The same decision with other figures: a recorded decision is answered with the usage of the day. */
    Decision withUsage(Usage usage);

    /** The permit that the message goes on, if it goes on one. */
    default Optional<PermitUse> permit() {
        return Optional.empty();
    }

    /** The message goes on. */
    record Accept(Usage figures, Optional<PermitUse> permit) implements Decision {
        /** With these figures. */
        public Accept(ImmutableList<LimitUsage> usage, Optional<PermitUse> permit) {
            this(Usage.of(usage), permit);
        }

        @Override
        public String verdict() {
            return "accept";
        }

        @Override
        public Optional<Reason> why() {
            return Optional.empty();
        }

        @Override
        public Accept withUsage(Usage other) {
            return new Accept(other, permit);
        }
    }

    /** The message goes on, and its sender should be told of something. */
    record Advise(Reason reason, Usage figures, Optional<PermitUse> permit) implements Decision {
        /** With these figures. */
        public Advise(Reason reason, ImmutableList<LimitUsage> usage, Optional<PermitUse> permit) {
            this(reason, Usage.of(usage), permit);
        }

        @Override
        public String verdict() {
            return "advise";
        }

        @Override
        public Optional<Reason> why() {
            return Optional.of(reason);
        }

        @Override
        public Advise withUsage(Usage other) {
            return new Advise(reason, other, permit);
        }
    }

    /**
     * The message waits, and its turn is reserved.
     *
     * @param at the instant at which it fits and is charged
     * @param reason the limit it waits for
     * @param figures how full each limit is
     * @param permit the permit that it goes on, if it goes on one
     */
    record Defer(Instant at, Reason reason, Usage figures, Optional<PermitUse> permit) implements Decision {
        /** With these figures. */
        public Defer(Instant at, Reason reason, ImmutableList<LimitUsage> usage, Optional<PermitUse> permit) {
            this(at, reason, Usage.of(usage), permit);
        }

        @Override
        public String verdict() {
            return "defer";
        }

        @Override
        public Optional<Reason> why() {
            return Optional.of(reason);
        }

        @Override
        public Defer withUsage(Usage other) {
            return new Defer(at, reason, other, permit);
        }
    }

    /**
     * The message is kept for a person's decision; it cost nothing.
     *
     * @param until when it goes back to its sender if nobody has decided
     * @param reason why it does not go on
     * @param figures how full each limit is
     */
    record Hold(Instant until, Reason reason, Usage figures) implements Decision {
        /** With these figures. */
        public Hold(Instant until, Reason reason, ImmutableList<LimitUsage> usage) {
            this(until, reason, Usage.of(usage));
        }

        @Override
        public String verdict() {
            return "hold";
        }

        @Override
        public Optional<Reason> why() {
            return Optional.of(reason);
        }

        @Override
        public Hold withUsage(Usage other) {
            return new Hold(until, reason, other);
        }
    }

    /** The message goes back to its sender. */
    record Refuse(Reason reason, Usage figures) implements Decision {
        /** With these figures. */
        public Refuse(Reason reason, ImmutableList<LimitUsage> usage) {
            this(reason, Usage.of(usage));
        }

        @Override
        public String verdict() {
            return "refuse";
        }

        @Override
        public Optional<Reason> why() {
            return Optional.of(reason);
        }

        @Override
        public Refuse withUsage(Usage other) {
            return new Refuse(reason, other);
        }
    }
}
