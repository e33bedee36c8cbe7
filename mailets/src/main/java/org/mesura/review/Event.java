/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import org.mesura.policy.Cap;
import org.mesura.policy.Limit;

/** What came of a review, or of a refusal by the world, besides the decision. How often it is told is the desk's rule. */
public sealed interface Event {
    /** The event as an identifier for topics, templates and logs. */
    String id();

    /**
     * An account goes on trying over a limit.
     *
     * @param limit the limit, of those over an hour or more the one that is most exceeded
     * @param attempted what was sent and what was refused in its window, each attempt once
     */
    record OverAttempted(Limit limit, long attempted) implements Event {
        @Override
        public String id() {
            return "over-attempted";
        }

        /** How much of the limit was attempted, in whole percent. */
        public long percent() {
            return Math.multiplyExact(attempted, 100) / limit.quantity();
        }
    }

    /**
     * An account may not send to outsiders from now on.
     *
     * @param suspension until when and why
     */
    record Suspended(Suspension suspension) implements Event {
        @Override
        public String id() {
            return "suspended";
        }
    }

    /**
     * A cap of the institution is nearly used up.
     *
     * @param cap the cap
     * @param used what is used of it, this submission included
     */
    record CapNearlyUsed(Cap cap, long used) implements Event {
        @Override
        public String id() {
            return "cap-nearly-used";
        }

        /** How full the cap is, in whole percent. */
        public long percent() {
            return Math.multiplyExact(used, 100) / cap.limit().quantity();
        }
    }
}
