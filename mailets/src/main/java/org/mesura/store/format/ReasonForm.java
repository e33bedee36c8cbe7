/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import org.mesura.bulk.Evidence;
import org.mesura.policy.Cap;
import org.mesura.review.Reason;
import org.mesura.review.Reason.Bulk;
import org.mesura.review.Reason.NeverFits;
import org.mesura.review.Reason.OverCap;
import org.mesura.review.Reason.OverLimit;
import org.mesura.review.Reason.Suspended;
import org.mesura.review.Reason.TooManyRecipients;
import org.mesura.review.Reason.VisibleRecipients;

/**
 * The stored form of a {@link Reason}: an octet that says which (0 over limit, 1 over cap, 2 suspended, 3 never fits, 4
 * too many recipients, 5 bulk, 6 visible recipients), and its figures in the order in which the record names them.
 */
final class ReasonForm {
    private ReasonForm() {}

    static void write(OctetWriter out, Reason reason) {
        if (reason instanceof OverLimit over) {
            out.octet(0);
            LimitForm.write(out, over.limit());
            out.number(over.used());
            out.number(over.asked());
            out.instant(over.freeAt());
        } else if (reason instanceof OverCap over) {
            out.octet(1);
            out.optional(over.cap().domain(), OctetWriter::text);
            LimitForm.write(out, over.cap().limit());
            out.number(over.used());
            out.number(over.asked());
            out.instant(over.freeAt());
        } else if (reason instanceof Suspended suspended) {
            out.octet(2);
            StandingForm.write(out, suspended.suspension());
        } else {
            writeLasting(out, reason);
        }
    }

    /** What waiting would not help against. */
    private static void writeLasting(OctetWriter out, Reason reason) {
        if (reason instanceof NeverFits never) {
            out.octet(3);
            LimitForm.write(out, never.limit());
            out.number(never.asked());
        } else if (reason instanceof TooManyRecipients many) {
            out.octet(4);
            out.number(many.maximum());
            out.number(many.asked());
        } else if (reason instanceof Bulk bulk) {
            out.octet(5);
            out.instant(bulk.evidence().since());
            out.number(bulk.evidence().messages());
            out.number(bulk.evidence().recipients());
            out.number(bulk.threshold());
        } else if (reason instanceof VisibleRecipients visible) {
            out.octet(6);
            out.number(visible.visible());
            out.number(visible.threshold());
        }
    }

    static Reason read(OctetReader in) {
        return switch (in.octet()) {
            case 0 -> new OverLimit(LimitForm.read(in), in.number(), in.number(), in.instant());
            case 1 -> new OverCap(cap(in), in.number(), in.number(), in.instant());
            case 2 -> new Suspended(StandingForm.suspension(in));
            case 3 -> new NeverFits(LimitForm.read(in), in.number());
            case 4 -> new TooManyRecipients(whole(in), whole(in));
            case 5 -> new Bulk(new Evidence(in.instant(), in.number(), in.number()), in.number());
            case 6 -> new VisibleRecipients(whole(in), whole(in));
            default -> throw new IllegalArgumentException("an unknown reason");
        };
    }

    private static Cap cap(OctetReader in) {
        return new Cap(in.optional(OctetReader::text), LimitForm.read(in));
    }

    private static int whole(OctetReader in) {
        return Math.toIntExact(in.quantity());
    }
}
