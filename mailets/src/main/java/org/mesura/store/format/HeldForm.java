/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import org.mesura.hold.HeldCopy;
import org.mesura.hold.HeldMail;
import org.mesura.hold.SizedMail;
import org.mesura.hold.Waits;
import org.mesura.review.PermitUse;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.Charge;

/**
 * The stored form of a held mail, but for its submission, which is the key: the version of the form, the account, what it
 * waits for (0 its turn, 1 a decision, 2 the end of a suspension) and until when, since when, the charge, the permit,
 * the reason, the copy's repository, key and processor, and the mail's octets.
 */
public final class HeldForm {
    private static final int TURN = 0;
    private static final int DECISION = 1;
    private static final int LIFTING = 2;

    private HeldForm() {}

    public static byte[] of(SizedMail mail) {
        return Form.of(mail, HeldForm::write);
    }

    /** @throws IllegalArgumentException if {@code octets} are not what {@link #of} makes */
    public static SizedMail read(SubmissionId id, byte[] octets) {
        return Form.read(octets, (in, version) -> read(id, in));
    }

    private static void write(OctetWriter out, SizedMail sized) {
        HeldMail mail = sized.mail();
        out.text(mail.sender().account());
        out.octet(kind(mail.waits()));
        out.instant(mail.waits().until());
        out.instant(mail.since());
        write(out, mail.charge());
        out.optional(mail.permit(), HeldForm::write);
        out.text(mail.reason());
        out.text(mail.copy().repository());
        out.text(mail.copy().key());
        out.text(mail.copy().processor());
        out.number(sized.octets());
    }

    private static int kind(Waits waits) {
        if (waits instanceof Waits.ForTurn) {
            return TURN;
        }
        return waits instanceof Waits.ForDecision ? DECISION : LIFTING;
    }

    private static void write(OctetWriter out, Charge charge) {
        out.number(charge.messages());
        out.number(charge.recipients());
        out.number(charge.external());
        out.number(charge.bytes());
    }

    private static void write(OctetWriter out, PermitUse use) {
        out.text(use.permit());
        out.number(use.recipients());
        out.number(use.used());
        out.number(use.quantity());
    }

    private static SizedMail read(SubmissionId id, OctetReader in) {
        HeldMail mail = new HeldMail(
                id,
                new Sender(in.text()),
                waits(in),
                in.instant(),
                new Charge(in.quantity(), in.quantity(), in.quantity(), in.quantity()),
                in.optional(use -> new PermitUse(use.text(), use.quantity(), use.quantity(), use.quantity())),
                in.text(),
                new HeldCopy(in.text(), in.text(), in.text()));
        return new SizedMail(mail, in.quantity());
    }

    private static Waits waits(OctetReader in) {
        return switch (in.octet()) {
            case TURN -> new Waits.ForTurn(in.instant());
            case DECISION -> new Waits.ForDecision(in.instant());
            case LIFTING -> new Waits.ForLifting(in.instant());
            default -> throw new IllegalArgumentException("a mail that waits for nothing known");
        };
    }
}
