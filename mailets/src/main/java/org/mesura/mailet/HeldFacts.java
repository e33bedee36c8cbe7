/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.mesura.hold.HeldCopy;
import org.mesura.hold.HeldMail;
import org.mesura.hold.Waits;
import org.mesura.review.Reason;
import org.mesura.usage.Charge;

/** Makes the facts of a held mail of what is written on it. */
final class HeldFacts {
    private HeldFacts() {}

    static HeldMail of(Mail mail, Verdict verdict, Waits waits, HeldCopy copy) throws MessagingException {
        return new HeldMail(
                verdict.id(),
                verdict.sender(),
                waits,
                verdict.at(),
                charge(mail, verdict),
                verdict.decision().permit(),
                verdict.decision().why().map(Reason::id).orElseThrow(),
                copy);
    }

    /** What its review reserved, or would have charged. */
    private static Charge charge(Mail mail, Verdict verdict) throws MessagingException {
        long octets = Math.max(0, mail.getMessageSize());
        return new Charge(1, verdict.recipients(), verdict.external(), octets * verdict.recipients());
    }
}
