/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import org.mesura.review.Standing;
import org.mesura.review.Suspension;
import org.mesura.review.Suspension.Cause;

import com.google.common.collect.ImmutableList;

/**
 * The stored form of a {@link Standing}: the suspension, if there was one, with its two instants and an octet for the
 * cause (0 attempts, 1 unknown recipients, 2 administrator), and when it was last suspended for its attempts.
 */
final class StandingForm {
    /** In the order of their octets, whatever the order of the enum. */
    private static final ImmutableList<Cause> CAUSES =
            ImmutableList.of(Cause.ATTEMPTS, Cause.UNKNOWN_RECIPIENTS, Cause.ADMINISTRATOR);

    private StandingForm() {}

    static void write(OctetWriter out, Standing standing) {
        out.optional(standing.suspension(), StandingForm::write);
        out.optional(standing.escalatedAt(), OctetWriter::instant);
    }

    static void write(OctetWriter out, Suspension suspension) {
        out.instant(suspension.since());
        out.optional(suspension.until(), OctetWriter::instant);
        out.octet(CAUSES.indexOf(suspension.cause()));
    }

    static Standing read(OctetReader in) {
        return new Standing(in.optional(StandingForm::suspension), in.optional(OctetReader::instant));
    }

    static Suspension suspension(OctetReader in) {
        return new Suspension(in.instant(), in.optional(OctetReader::instant), cause(in));
    }

    private static Cause cause(OctetReader in) {
        int cause = in.octet();
        if (cause >= CAUSES.size()) {
            throw new IllegalArgumentException("an unknown cause");
        }
        return CAUSES.get(cause);
    }
}
