/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.hold.Mails.ANA;
import static org.mesura.hold.Mails.BETO;
import static org.mesura.hold.Mails.TEN;
import static org.mesura.hold.Mails.id;
import static org.mesura.hold.Mails.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.mesura.hold.Departed;
import org.mesura.hold.HeldRun;
import org.mesura.hold.HeldTotal;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.HoldingAreaContract;
import org.mesura.hold.SizedMail;
import org.mesura.hold.Waits;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.base.Stopwatch;

class MemoryHoldingAreaTest implements HoldingAreaContract {
    private final List<String> heard = new ArrayList<>();
    private final MemoryHoldingArea told = new MemoryHoldingArea(new MemoryHoldingArea.Listener() {
        @Override
        public void mailChanged(SubmissionId id) {
            heard.add(id.value());
        }

        @Override
        public void runChanged(Sender sender) {
            heard.add(sender.account());
        }
    });

    @Override
    public HoldingArea area() {
        return new MemoryHoldingArea();
    }

    @Test
    void listenerShouldHearOfChangesAndOfNothingElse() {
        told.admit(mail("1", 60), 1, LIMITS);
        assertThat(heard).containsExactly("1", ANA.account());
        heard.clear();

        told.admit(mail("1", 60), 1, LIMITS);
        told.change(id("1"), new Waits.ForTurn(TEN.plusSeconds(60)));
        told.change(id("2"), DECISION);
        told.remove(id("2"), Departed.LEFT, TEN);
        told.withdraw(id("2"));
        told.told(BETO);
        told.close(ANA);
        told.rename(BETO, ANA);
        told.rename(ANA, ANA);
        assertThat(heard).isEmpty();

        told.change(id("1"), new Waits.ForTurn(TEN.plusSeconds(61)));
        told.told(ANA);
        told.told(ANA);
        told.rename(ANA, BETO);
        told.remove(id("1"), Departed.LEFT, TEN);
        told.close(BETO);
        assertThat(heard)
                .containsExactly(
                        "1", ANA.account(), "1", BETO.account(), ANA.account(), "1", BETO.account(), BETO.account());
    }

    @Test
    void withdrawnMailShouldLeaveNoTrace() {
        told.admit(mail("1", 60), 1, LIMITS);
        assertThat(told.withdraw(id("1"))).isTrue();
        assertThat(told.withdraw(id("1"))).isFalse();

        assertThat(told.runs()).isEmpty();
        assertThat(told.total()).isEqualTo(HeldTotal.NOTHING);
    }

    @Test
    void withdrawnMailShouldNotEndOrCountInTheRunOfOthers() {
        told.admit(mail("1", 60), 1, LIMITS);
        told.remove(id("1"), Departed.LEFT, TEN.plusSeconds(60));
        told.admit(mail("2", 70), 1, LIMITS);
        told.withdraw(id("2"));

        assertThat(told.close(ANA)).contains(new HeldRun(ANA, TEN, 0, 1, 0, Optional.of(TEN.plusSeconds(60)), false));
    }

    @Test
    void loadedRunShouldCountTheMailsThatWaitAndThoseThatLeftBefore() {
        told.load(new HeldRun(ANA, TEN.minusSeconds(9), 0, 5, 1, Optional.of(TEN), true));
        told.load(new SizedMail(mail("1", 60), 100));
        told.load(new SizedMail(mail("1", 60), 100));
        told.load(new SizedMail(mail("2", ANA, DECISION, TEN), 100));

        assertThat(told.runs()).containsExactly(new HeldRun(ANA, TEN.minusSeconds(9), 1, 5, 1, Optional.of(TEN), true));
        assertThat(told.total(ANA)).isEqualTo(new HeldTotal(2, 200));
        assertThat(heard).as("what is kept need not be kept again").isEmpty();
    }

    /** Were any step as slow as a look at all mails, this took minutes. */
    @Test
    void stepsShouldBeQuickWhenAHundredThousandMailsAreHeld() {
        for (int number = 0; number < 100_000; number++) {
            told.load(new SizedMail(mail("m" + number, number), 1));
        }
        Stopwatch watch = Stopwatch.createStarted();
        for (int number = 0; number < 50_000; number++) {
            assertThat(told.next()).contains(TEN.plusSeconds(number));
            assertThat(told.due(TEN.plusSeconds(number), 10)).hasSize(1);
            assertThat(told.total(ANA).messages()).isEqualTo(100_000 - number);
            assertThat(told.page(Optional.of(mail("m" + number, number)), 1)).hasSize(1);
            assertThat(told.oldest()).contains(TEN);
            told.change(id("m" + (number + 1)), new Waits.ForTurn(TEN.plusSeconds(number + 1)));
            told.remove(id("m" + number), Departed.LEFT, TEN);
        }

        assertThat(watch.elapsed()).isLessThan(Duration.ofSeconds(20));
    }
}
