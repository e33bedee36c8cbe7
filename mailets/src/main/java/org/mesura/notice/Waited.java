/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Instant;
import java.util.Optional;

/** What there is to say of mail that is kept back, or was. */
public sealed interface Waited {
    /** The kind of notice that says it. */
    Kind kind();

    /** Whether a suspension is why nobody gets it. */
    default boolean isForSuspension() {
        return false;
    }

    /**
     * Messages wait for their turn, and leave by themselves.
     *
     * @param messages how many
     * @param first when the first of them leaves
     * @param last when the last leaves
     */
    record ForTurn(long messages, Instant first, Instant last) implements Waited {
        public ForTurn {
            checkArgument(messages >= 1, "a deferral tells of a message, got %s", messages);
            checkArgument(!last.isBefore(first), "the last cannot leave before the first");
        }

        @Override
        public Kind kind() {
            return Kind.DEFERRED;
        }
    }

    /**
     * None of a run of deferrals waits any more.
     *
     * @param begun when the first message of the run was taken in
     * @param left how many left
     * @param returned how many did not: they went back, or a person or a suspension keeps them
     * @param lastLeft when the latest left
     */
    record Over(Instant begun, long left, long returned, Optional<Instant> lastLeft) implements Waited {
        @Override
        public Kind kind() {
            return Kind.SUMMARY;
        }
    }

    /**
     * A message waits for a person's decision; nobody got it yet.
     *
     * @param until when it goes back if nobody has decided
     */
    record ForDecision(Instant until) implements Waited {
        @Override
        public Kind kind() {
            return Kind.HELD;
        }
    }

    /**
     * A message that was kept back went back to its sender; nobody got it.
     *
     * @param cause why
     * @param words what the person who rejected it has to say; untrusted text
     */
    record Returned(Cause cause, Optional<String> words) implements Waited {
        @Override
        public Kind kind() {
            return Kind.RETURNED;
        }

        @Override
        public boolean isForSuspension() {
            return cause == Cause.SUSPENDED;
        }
    }

    /** Why a message that was kept back went back. */
    enum Cause {
        /** Nobody decided in time. */
        UNDECIDED,
        /** A person rejected it. */
        REJECTED,
        /** Its account may not write to outsiders, and that lasted too long. */
        SUSPENDED
    }
}
