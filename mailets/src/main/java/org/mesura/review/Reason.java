/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;

import org.mesura.bulk.Evidence;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;

/** Why a decision is not simply <em>accept</em>; always with the figures that explain it to the sender. */
public sealed interface Reason {
    /** The reason as an identifier for attributes, notices, metrics and logs. */
    String id();

    /** Whether it is a limit or cap that has no room now and has some again: it ends by itself. */
    default boolean endsByItself() {
        return this instanceof OverLimit || this instanceof OverCap;
    }

    /**
     * The submission fits the limit, but not now.
     *
     * @param limit of all limits it exceeds, the one that is free last
     * @param used what is charged to that limit now
     * @param asked what the submission would take from it
     * @param freeAt when the submission would fit every limit if nothing else were sent; a forecast, nothing is
     *     reserved
     */
    record OverLimit(Limit limit, long used, long asked, Instant freeAt) implements Reason {
        @Override
        public String id() {
            return "over-limit";
        }

        /** What of the limit is left now. */
        public long remaining() {
            return Math.max(0, limit.quantity() - used);
        }
    }

    /**
     * The institution's own cap leaves no room now.
     *
     * @param cap of all caps it exceeds, the one that is free last
     * @param used what is charged to it now
     * @param asked what the submission would take from it
     * @param freeAt when the submission would fit it if nothing else were sent; a forecast
     */
    record OverCap(Cap cap, long used, long asked, Instant freeAt) implements Reason {
        @Override
        public String id() {
            return "over-cap";
        }
    }

    /**
     * The account may not send to outsiders.
     *
     * @param suspension until when and why
     */
    record Suspended(Suspension suspension) implements Reason {
        @Override
        public String id() {
            return "suspended";
        }
    }

    /**
     * The submission alone asks for more than the limit ever gives.
     *
     * @param limit the limit
     * @param asked what the submission would take from it
     */
    record NeverFits(Limit limit, long asked) implements Reason {
        @Override
        public String id() {
            return "never-fits";
        }
    }

    /**
     * The message has more recipients than the policy lets any message have.
     *
     * @param maximum the most recipients of one message
     * @param asked how many it has
     */
    record TooManyRecipients(int maximum, int asked) implements Reason {
        @Override
        public String id() {
            return "too-many-recipients";
        }
    }

    /**
     * The same text goes to many outsiders.
     *
     * @param evidence what makes it one campaign
     * @param threshold the number of external recipients that the campaign reached or exceeded
     */
    record Bulk(Evidence evidence, long threshold) implements Reason {
        @Override
        public String id() {
            return "bulk";
        }
    }

    /**
     * Many external addresses can be read by everybody in To and Cc.
     *
     * @param visible how many
     * @param threshold from how many on the sender is told
     */
    record VisibleRecipients(int visible, int threshold) implements Reason {
        @Override
        public String id() {
            return "visible-recipients";
        }
    }
}
