/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.time.Instant;

import org.mesura.hold.HeldMail;
import org.mesura.hold.HeldTotal;
import org.mesura.hold.Waits;

import com.google.common.collect.ImmutableList;

/**
 * Mail that is kept back, as the API shows it: neither subjects nor anybody's address but the sender's account.
 *
 * @param messages how many mails are kept back, those that are not shown included
 * @param bytes their octets, each mail once
 * @param held those shown, in the order in which something is to be done for them
 */
record HeldPage(long messages, long bytes, ImmutableList<Held> held) {
    static HeldPage of(HeldTotal total, ImmutableList<HeldMail> held) {
        return new HeldPage(
                total.messages(), total.bytes(), held.stream().map(Held::of).collect(ImmutableList.toImmutableList()));
    }

    /** One mail; the figures are what it takes from the limits. */
    record Held(
            String id,
            String account,
            Instant since,
            Waiting waits,
            long recipients,
            long externalRecipients,
            long bytes,
            String reason) {
        static Held of(HeldMail mail) {
            return new Held(
                    mail.id().value(),
                    mail.sender().account(),
                    mail.since(),
                    Waiting.of(mail.waits()),
                    mail.charge().recipients(),
                    mail.charge().external(),
                    mail.charge().bytes(),
                    mail.reason());
        }
    }

    /** What a mail waits for, and when it leaves ({@code turn}) or goes back to its sender (the others). */
    record Waiting(String what, Instant until) {
        static Waiting of(Waits waits) {
            return new Waiting(nameOf(waits), waits.until());
        }

        private static String nameOf(Waits waits) {
            if (waits instanceof Waits.ForTurn) {
                return "turn";
            }
            return waits instanceof Waits.ForDecision ? "decision" : "lifting";
        }
    }

    /** How much of one account is kept back. */
    record Total(long messages, long bytes) {
        static Total of(HeldTotal total) {
            return new Total(total.messages(), total.bytes());
        }
    }
}
