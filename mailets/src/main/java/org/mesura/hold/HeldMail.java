/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.hold;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

import org.mesura.review.PermitUse;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.Charge;

/**
 * The facts of a mail that is kept back; neither its subject nor anybody's address but its sender's account.
 *
 * @param id its submission
 * @param sender the account that sent it
 * @param waits what it waits for
 * @param since when it was reviewed
 * @param charge what it takes from the limits when it leaves; all of it, also where it goes on a permit
 * @param permit the permit that it goes on, if it goes on one
 * @param reason why it is kept back, as an identifier: {@code over-limit}, {@code bulk}
 * @param copy where the mail itself lies
 */
public record HeldMail(
        SubmissionId id,
        Sender sender,
        Waits waits,
        Instant since,
        Charge charge,
        Optional<PermitUse> permit,
        String reason,
        HeldCopy copy) {
    /** The order in which mails are looked after, and that in which those of one account leave. */
    public static final Comparator<HeldMail> IN_ORDER = Comparator.<HeldMail, Instant>comparing(
                    mail -> mail.waits().until())
            .thenComparing(HeldMail::since)
            .thenComparing(mail -> mail.id().value());

    /** The same mail, waiting for something else. */
    public HeldMail with(Waits other) {
        return new HeldMail(id, sender, other, since, charge, permit, reason, copy);
    }

    /** The same mail of an account that has another name now. */
    public HeldMail of(Sender other) {
        return new HeldMail(id, other, waits, since, charge, permit, reason, copy);
    }
}
