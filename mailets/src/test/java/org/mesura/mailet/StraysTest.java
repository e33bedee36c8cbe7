/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

import org.apache.mailet.Mail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.hold.HeldTotal;

/** Copies of which a crash lost the fact: guarantee 6. */
class StraysTest {
    private static final String ANA = "ana@localhost";
    private static final Duration PATIENCE = Strays.PATIENCE;

    @TempDir
    Path folder;

    private Holding holding;

    @BeforeEach
    void start() throws Exception {
        holding = new Holding(folder, Holding.SLOW);
        holding.submit(ANA, "Mail-1");
        holding.submit(ANA, "Mail-2");
    }

    @Test
    void mailShouldLeaveWhenItsCopyIsAllThatIsLeft() throws Exception {
        crashBetweenCopyAndFact("Mail-3");
        holding.pass(PATIENCE.minusSeconds(1));
        assertThat(holding.released()).isEmpty();
        holding.pass(Duration.ofSeconds(2));

        assertThat(holding.released()).containsExactly("Mail-3");
        assertNothingIsHeld();
    }

    @Test
    void mailShouldLeaveOnceWhenItWasDeliveredAgainAndLeft() throws Exception {
        Mail mail = crashBetweenCopyAndFact("Mail-3");
        holding.keep(mail);
        holding.pass(PATIENCE.multipliedBy(2));

        assertThat(holding.released()).containsExactly("Mail-3");
        assertNothingIsHeld();
    }

    @Test
    void secondCopyShouldBeRemovedWhenTheMailIsHeldStill() throws Exception {
        holding.settings = Edge.settings(Holding.SLOW.replace("1min", "1h"));
        Mail mail = crashBetweenCopyAndFact("Mail-3");
        holding.keep(mail);
        assertThat(holding.files()).hasSize(4);
        holding.edge.book.forget(Verdict.of(mail).orElseThrow().sender());
        holding.leases.take(Verdict.of(mail).orElseThrow().id(), Edge.NOON, Edge.NOON.plus(Duration.ofDays(1)));
        holding.pass(PATIENCE.multipliedBy(2));

        assertThat(holding.files()).hasSize(2);
        assertThat(holding.facts.total().messages()).isEqualTo(1);
    }

    @Test
    void mailThatWasNeverOursShouldStayAndBeToldOnce() throws Exception {
        holding.defer();
        holding.copies.store(Holding.mail(ANA, "Mail-9"), Holding.HELD, "transport");
        holding.pass(PATIENCE.multipliedBy(13));

        assertThat(holding.files()).hasSize(2);
        assertThat(holding.released()).isEmpty();
        assertThat(holding.edge.alarm.count()).isEqualTo(1);
    }

    @Test
    void heldCopyShouldBeNoStray() throws Exception {
        holding = new Holding(folder, Holding.SLOW.replace(">defer<", ">hold<"));
        for (int count = 1; count <= 4; count++) {
            holding.submit(ANA, "Mail-" + count);
        }
        holding.pass(PATIENCE.multipliedBy(2));

        assertThat(holding.files()).hasSize(4);
        assertThat(holding.facts.total().messages()).isEqualTo(2);
    }

    /** Answers the mail as the queue will deliver it again. */
    private Mail crashBetweenCopyAndFact(String name) throws Exception {
        Mail mail = Holding.mail(ANA, name);
        holding.edge.review().service(mail);
        holding.copies.store(mail, Holding.HELD, "transport");
        holding.crash();
        holding.defer();
        return mail;
    }

    private void assertNothingIsHeld() {
        assertThat(holding.facts.total()).isEqualTo(HeldTotal.NOTHING);
        assertThat(holding.files()).isEmpty();
    }
}
