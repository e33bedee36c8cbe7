/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.Optional;

/**
 * What a reason says in figures; what it does not speak of is absent.
 *
 * @param limit the name of the limit or cap
 * @param used what is used of it; of a mass mailing, whom it reaches with the message
 * @param quantity what it gives; of a mass mailing, the threshold
 * @param asked what the message asks for
 * @param freeAt when it would fit, a forecast
 */
public record Measured(
        Optional<String> limit,
        Optional<Long> used,
        Optional<Long> quantity,
        Optional<Long> asked,
        Optional<Instant> freeAt) {
    /** Nothing at all. */
    public static final Measured NOTHING =
            new Measured(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** What {@code reason} says. */
    public static Measured of(Reason reason) {
        if (reason instanceof Reason.OverLimit over) {
            return full(over.limit().name(), over.used(), over.limit().quantity(), over.asked(), over.freeAt());
        }
        if (reason instanceof Reason.OverCap over) {
            return full(over.cap().name(), over.used(), over.cap().limit().quantity(), over.asked(), over.freeAt());
        }
        if (reason instanceof Reason.NeverFits never) {
            return new Measured(
                    Optional.of(never.limit().name()),
                    Optional.empty(),
                    Optional.of(never.limit().quantity()),
                    Optional.of(never.asked()),
                    Optional.empty());
        }
        if (reason instanceof Reason.TooManyRecipients many) {
            return asked(many.maximum(), many.asked());
        }
        if (reason instanceof Reason.Bulk bulk) {
            return new Measured(
                    Optional.empty(),
                    Optional.of(bulk.evidence().recipients()),
                    Optional.of(bulk.threshold()),
                    Optional.empty(),
                    Optional.empty());
        }
        return reason instanceof Reason.VisibleRecipients shown ? asked(shown.threshold(), shown.visible()) : NOTHING;
    }

    private static Measured full(String limit, long used, long quantity, long asked, Instant freeAt) {
        return new Measured(
                Optional.of(limit), Optional.of(used), Optional.of(quantity), Optional.of(asked), Optional.of(freeAt));
    }

    private static Measured asked(long quantity, long asked) {
        return new Measured(
                Optional.empty(), Optional.empty(), Optional.of(quantity), Optional.of(asked), Optional.empty());
    }
}
