/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.hold.Mails.ANA;
import static org.mesura.hold.Mails.BETO;
import static org.mesura.hold.Mails.TEN;
import static org.mesura.hold.Mails.id;
import static org.mesura.hold.Mails.mail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.submission.Sender;

/** What every {@link HoldingArea} does (guarantees 4 and 6). */
public interface HoldingAreaContract {
    HoldingLimits LIMITS = HoldingLimits.DEFAULT;
    Waits DECISION = new Waits.ForDecision(TEN.plusSeconds(300));
    Waits LIFTING = new Waits.ForLifting(TEN.plusSeconds(300));

    /** An empty area. */
    HoldingArea area();

    @Test
    default void mailShouldBeKnownOnceItIsTakenIn() throws Exception {
        HoldingArea area = area();
        HeldMail mail = mail("1", 60);

        assertThat(area.find(id("1"))).isEmpty();
        assertThat(area.admit(mail, 500, LIMITS)).isEqualTo(new Admission.Taken());
        assertThat(area.find(id("1"))).contains(mail);
        assertThat(area.of(ANA)).containsExactly(mail);
        assertThat(area.senders()).containsExactly(ANA);
        assertThat(area.total()).isEqualTo(new HeldTotal(1, 500));
        assertThat(area.total(ANA)).isEqualTo(new HeldTotal(1, 500));
        assertThat(area.next()).contains(TEN.plusSeconds(60));
        assertThat(area.oldest()).contains(TEN);
    }

    @Test
    default void mailThatWaitsForADecisionShouldBeCountedUntilItIsMade() throws Exception {
        HoldingArea area = area();
        area.admit(mail("1", 60), 500, LIMITS);
        area.admit(mail("2", ANA, DECISION, TEN), 500, LIMITS);
        area.admit(mail("3", ANA, DECISION, TEN), 500, LIMITS);
        area.admit(mail("4", ANA, LIFTING, TEN), 500, LIMITS);
        assertThat(area.waitingForDecision()).isEqualTo(2);

        area.change(id("2"), new Waits.ForTurn(TEN.plusSeconds(90)));
        assertThat(area.waitingForDecision()).isEqualTo(1);
        area.remove(id("3"), Departed.RETURNED, TEN);
        assertThat(area.waitingForDecision()).isZero();
    }

    @Test
    default void nothingShouldBeKnownOfAMailThatIsRemoved() throws Exception {
        HoldingArea area = area();
        area.admit(mail("1", 60), 500, LIMITS);

        assertThat(area.remove(id("1"), Departed.LEFT, TEN)).isTrue();
        assertThat(area.remove(id("1"), Departed.LEFT, TEN)).isFalse();
        area.change(id("1"), DECISION);
        assertThat(area.find(id("1"))).isEmpty();
        assertThat(area.of(ANA)).isEmpty();
        assertThat(area.senders()).isEmpty();
        assertThat(area.due(TEN.plusSeconds(999), 9)).isEmpty();
        assertThat(area.page(Optional.empty(), 9)).isEmpty();
        assertThat(area.total()).isEqualTo(HeldTotal.NOTHING);
        assertThat(area.total(ANA)).isEqualTo(HeldTotal.NOTHING);
        assertThat(area.next()).isEmpty();
        assertThat(area.oldest()).isEmpty();
    }

    @Test
    default void earlierMailShouldStayWhenItsSubmissionComesTwice() throws Exception {
        HoldingArea area = area();
        area.admit(mail("1", 60), 500, LIMITS);
        HeldMail again = mail("1", BETO, DECISION, TEN.plusSeconds(1));

        assertThat(area.admit(again, 700, new HoldingLimits(1, 1, 1, 1))).isEqualTo(new Admission.Known(mail("1", 60)));
        assertThat(area.page(Optional.empty(), 9)).containsExactly(mail("1", 60));
        assertThat(area.total()).isEqualTo(new HeldTotal(1, 500));
        assertThat(area.runs()).hasSize(1);
    }

    /** Two mails are there, of 100 octets each, one of Ana and one of Beto; Ana sends another. */
    @ParameterizedTest
    @CsvSource({
        "2, 200, 3, 300, 100, ''",
        "1, 200, 3, 300, 100, messagesPerAccount",
        "2, 199, 3, 300, 100, bytesPerAccount",
        "2, 200, 2, 300, 100, messages",
        "2, 200, 3, 299, 100, bytes",
        "2, 200, 3, 300, 101, bytesPerAccount",
        "2, 9000000000000000000, 3, 300, 9223372036854775807, bytesPerAccount",
    })
    default void mailShouldBeTakenInWhenNoLimitIsExceeded(
            long messagesPerAccount, long bytesPerAccount, long messages, long bytes, long octets, String setting)
            throws Exception {
        HoldingArea area = area();
        area.admit(mail("1", 60), 100, LIMITS);
        area.admit(mail("2", BETO, DECISION, TEN), 100, LIMITS);
        Admission admission = area.admit(
                mail("3", 61), octets, new HoldingLimits(messagesPerAccount, bytesPerAccount, messages, bytes));

        assertThat(admission instanceof Admission.Full full ? full.setting() : "")
                .isEqualTo(setting);
        assertThat(area.find(id("3")).isPresent()).isEqualTo(setting.isEmpty());
        assertThat(area.total().messages()).isEqualTo(setting.isEmpty() ? 3 : 2);
    }

    @Test
    default void roomShouldBeThereAgainWhenAMailIsRemoved() throws Exception {
        HoldingArea area = area();
        HoldingLimits one = new HoldingLimits(1, 100, 1, 100);
        area.admit(mail("1", 60), 100, one);
        assertThat(area.admit(mail("2", 60), 100, one)).isEqualTo(new Admission.Full("messagesPerAccount", 1));
        area.remove(id("1"), Departed.RETURNED, TEN);

        assertThat(area.admit(mail("2", 60), 100, one)).isEqualTo(new Admission.Taken());
    }

    @Test
    default void mailsShouldBeDueInOrderOnceTheirInstantHasCome() throws Exception {
        HoldingArea area = area();
        area.admit(mail("c", 60), 1, LIMITS);
        area.admit(mail("b", BETO, new Waits.ForDecision(TEN.plusSeconds(60)), TEN.minusSeconds(1)), 1, LIMITS);
        area.admit(mail("d", 61), 1, LIMITS);
        area.admit(mail("a", 60), 1, LIMITS);
        area.admit(mail("e", 59), 1, LIMITS);

        assertThat(names(area.due(TEN.plusSeconds(59).minusNanos(1), 9))).isEmpty();
        assertThat(names(area.due(TEN.plusSeconds(60), 9))).containsExactly("e", "b", "a", "c");
        assertThat(names(area.due(TEN.plusSeconds(60), 2))).containsExactly("e", "b");
        assertThat(names(area.of(ANA))).containsExactly("e", "a", "c", "d");
        assertThat(area.next()).contains(TEN.plusSeconds(59));
        assertThat(area.oldest()).contains(TEN.minusSeconds(1));
        area.remove(id("b"), Departed.RETURNED, TEN);
        assertThat(area.oldest()).contains(TEN);
    }

    @Test
    default void changedMailShouldBeLookedAfterAtItsNewInstant() throws Exception {
        HoldingArea area = area();
        area.admit(mail("1", 60), 700, LIMITS);
        area.admit(mail("2", 70), 1, LIMITS);
        area.change(id("1"), new Waits.ForTurn(TEN.plusSeconds(80)));

        assertThat(names(area.due(TEN.plusSeconds(80), 9))).containsExactly("2", "1");
        assertThat(names(area.of(ANA))).containsExactly("2", "1");
        assertThat(area.next()).contains(TEN.plusSeconds(70));
        assertThat(area.find(id("1"))).contains(mail("1", 80));
        assertThat(area.total()).isEqualTo(new HeldTotal(2, 701));
    }

    @Test
    default void pagesShouldFollowEachOtherAlthoughTheLastMailOfOneIsGone() throws Exception {
        HoldingArea area = area();
        for (int number = 0; number < 5; number++) {
            area.admit(mail("" + number, 60 + number), 1, LIMITS);
        }
        List<HeldMail> first = area.page(Optional.empty(), 2);
        assertThat(names(first)).containsExactly("0", "1");
        area.remove(id("1"), Departed.LEFT, TEN);

        List<HeldMail> second = area.page(Optional.of(first.get(1)), 2);
        assertThat(names(second)).containsExactly("2", "3");
        assertThat(names(area.page(Optional.of(second.get(1)), 2))).containsExactly("4");
    }

    @Test
    default void runShouldBeginWithTheFirstMailAndBeOverWithTheLast() throws Exception {
        HoldingArea area = area();
        area.admit(mail("0", ANA, DECISION, TEN), 1, LIMITS);
        assertThat(area.runs()).as("a decision is no turn").isEmpty();
        area.admit(mail("1", ANA, new Waits.ForTurn(TEN.plusSeconds(60)), TEN.plusSeconds(3)), 1, LIMITS);
        area.admit(mail("2", ANA, new Waits.ForTurn(TEN.plusSeconds(61)), TEN.plusSeconds(4)), 1, LIMITS);
        assertThat(area.runs()).containsExactly(run(3, 2, 0, 0, Optional.empty(), false));
        area.told(ANA);
        area.remove(id("0"), Departed.LEFT, TEN.plusSeconds(50));
        area.remove(id("1"), Departed.LEFT, TEN.plusSeconds(60));
        assertThat(area.runs()).containsExactly(run(3, 1, 1, 0, Optional.of(60), true));
        assertThat(area.close(ANA)).as("one waits").isEmpty();
        area.remove(id("2"), Departed.RETURNED, TEN.plusSeconds(61));

        HeldRun over = run(3, 0, 1, 1, Optional.of(60), true);
        assertThat(over.isOver()).isTrue();
        assertThat(area.runs()).containsExactly(over);
        assertThat(area.close(ANA)).contains(over);
        assertThat(area.close(ANA)).isEmpty();
        assertThat(area.runs()).isEmpty();
    }

    @Test
    default void runThatIsOverShouldGoOnWhenItIsNotClosed() throws Exception {
        HoldingArea area = area();
        area.admit(mail("1", 60), 1, LIMITS);
        area.told(ANA);
        area.remove(id("1"), Departed.LEFT, TEN.plusSeconds(60));
        area.admit(mail("2", ANA, new Waits.ForTurn(TEN.plusSeconds(80)), TEN.plusSeconds(70)), 1, LIMITS);
        assertThat(area.runs()).containsExactly(run(0, 1, 1, 0, Optional.of(60), true));

        area.remove(id("2"), Departed.LEFT, TEN.plusSeconds(80));
        assertThat(area.close(ANA)).contains(run(0, 0, 2, 0, Optional.of(80), true));
        area.admit(mail("3", ANA, new Waits.ForTurn(TEN.plusSeconds(99)), TEN.plusSeconds(90)), 1, LIMITS);
        assertThat(area.runs()).containsExactly(run(90, 1, 0, 0, Optional.empty(), false));
    }

    /** What a suspension keeps is still to leave or to go back; what waits for a person is none of a run. */
    @Test
    default void mailShouldBeOfTheRunWhileASuspensionKeepsItAndNotWhileItWaitsForAPerson() throws Exception {
        HoldingArea area = area();
        area.admit(mail("1", 60), 1, LIMITS);
        area.admit(mail("2", 61), 1, LIMITS);
        area.change(id("1"), LIFTING);
        assertThat(area.runs()).containsExactly(run(0, 2, 0, 0, Optional.empty(), false));
        area.change(id("1"), DECISION);
        area.change(id("2"), new Waits.ForTurn(TEN.plusSeconds(62)));
        assertThat(area.runs()).containsExactly(run(0, 1, 0, 0, Optional.empty(), false));
        area.change(id("1"), new Waits.ForTurn(TEN.plusSeconds(90)));
        assertThat(area.runs()).containsExactly(run(0, 2, 0, 0, Optional.empty(), false));

        area.change(id("1"), LIFTING);
        area.remove(id("1"), Departed.RETURNED, TEN);
        assertThat(area.runs()).containsExactly(run(0, 1, 0, 1, Optional.empty(), false));
    }

    @Test
    default void runsOfAccountsShouldBeApart() throws Exception {
        HoldingArea area = area();
        area.admit(mail("1", BETO, new Waits.ForTurn(TEN.plusSeconds(60)), TEN.minusSeconds(1)), 1, LIMITS);
        area.admit(mail("2", 60), 1, LIMITS);
        area.told(BETO);
        area.told(new Sender("carla@alcaldia.example"));

        assertThat(area.runs())
                .containsExactly(
                        new HeldRun(BETO, TEN.minusSeconds(1), 1, 0, 0, Optional.empty(), true),
                        run(0, 1, 0, 0, Optional.empty(), false));
    }

    @Test
    default void mailsAndRunShouldBecomeTheOthersWhenAnAccountIsRenamed() throws Exception {
        HoldingArea area = area();
        area.admit(mail("1", BETO, new Waits.ForTurn(TEN.plusSeconds(60)), TEN.plusSeconds(5)), 10, LIMITS);
        area.admit(mail("2", BETO, new Waits.ForTurn(TEN.plusSeconds(62)), TEN.plusSeconds(6)), 20, LIMITS);
        area.told(BETO);
        area.remove(id("1"), Departed.LEFT, TEN.plusSeconds(60));
        area.admit(mail("3", 61), 30, LIMITS);
        area.rename(BETO, ANA);
        area.rename(ANA, ANA);
        area.rename(BETO, ANA);

        assertThat(names(area.of(ANA))).containsExactly("3", "2");
        assertThat(area.of(ANA)).allMatch(mail -> mail.sender().equals(ANA));
        assertThat(area.find(id("2")).map(HeldMail::sender)).contains(ANA);
        assertThat(area.of(BETO)).isEmpty();
        assertThat(area.senders()).containsExactly(ANA);
        assertThat(area.total(ANA)).isEqualTo(new HeldTotal(2, 50));
        assertThat(area.total()).isEqualTo(new HeldTotal(2, 50));
        assertThat(area.runs()).containsExactly(run(0, 2, 1, 0, Optional.of(60), true));
        area.remove(id("2"), Departed.LEFT, TEN.plusSeconds(62));
        area.remove(id("3"), Departed.LEFT, TEN.plusSeconds(61));
        assertThat(area.close(ANA)).contains(run(0, 0, 3, 0, Optional.of(62), true));
    }

    /** Guarantee 6: of as many threads as one likes, none takes in what is taken in, and no limit is exceeded. */
    @Test
    default void countsShouldEqualARecountWhen32ThreadsAdmitChangeAndRemoveTheSameMails() throws Exception {
        HoldingArea area = area();
        HoldingLimits limits = new HoldingLimits(20, 1_500, 30, 2_500);
        ConcurrentHashMap<String, AtomicLong> there = new ConcurrentHashMap<>();
        AtomicLong most = new AtomicLong();
        CyclicBarrier start = new CyclicBarrier(32);
        List<Callable<Void>> threads = new ArrayList<>();
        IntStream.range(0, 32)
                .forEach(seed -> threads.add(() -> {
                    start.await();
                    Random random = new Random(seed);
                    for (int step = 0; step < 60; step++) {
                        step(area, random, limits, there);
                        HeldTotal total = area.total();
                        most.accumulateAndGet(Math.max(total.messages() - 30, total.bytes() - 2_500), Math::max);
                    }
                    return null;
                }));
        inParallel(threads);

        List<HeldMail> all = area.page(Optional.empty(), 1_000);
        assertThat(most).hasValue(0);
        assertThat(area.total().messages()).isEqualTo(all.size());
        assertThat(area.total().bytes())
                .isEqualTo(all.stream().mapToLong(HoldingAreaContract::octets).sum());
        assertThat(there.values().stream().mapToLong(AtomicLong::get)).allMatch(times -> times == 0 || times == 1);
        assertThat(all.stream().map(mail -> mail.id().value()))
                .containsExactlyInAnyOrderElementsOf(there.entrySet().stream()
                        .filter(times -> times.getValue().get() == 1)
                        .map(times -> times.getKey())
                        .toList());
        for (Sender sender : List.of(ANA, BETO)) {
            List<HeldMail> own =
                    all.stream().filter(mail -> mail.sender().equals(sender)).toList();
            assertThat(area.of(sender)).isEqualTo(own);
            assertThat(area.total(sender))
                    .isEqualTo(new HeldTotal(
                            own.size(),
                            own.stream().mapToLong(HoldingAreaContract::octets).sum()));
            assertThat(area.runs().stream()
                            .filter(run -> run.sender().equals(sender))
                            .mapToLong(HeldRun::waiting)
                            .sum())
                    .isEqualTo(own.stream()
                            .filter(mail -> !(mail.waits() instanceof Waits.ForDecision))
                            .count());
        }
    }

    private static void step(
            HoldingArea area, Random random, HoldingLimits limits, ConcurrentHashMap<String, AtomicLong> there)
            throws IOException {
        int number = random.nextInt(60);
        String name = "m" + number;
        AtomicLong times = there.computeIfAbsent(name, none -> new AtomicLong());
        Waits waits = random.nextBoolean() ? DECISION : new Waits.ForTurn(TEN.plusSeconds(random.nextInt(100)));
        switch (random.nextInt(3)) {
            case 0 -> {
                HeldMail mail = mail(name, number % 2 == 0 ? ANA : BETO, waits, TEN);
                if (area.admit(mail, octets(mail), limits) instanceof Admission.Taken) {
                    times.incrementAndGet();
                }
            }
            case 1 -> area.change(id(name), waits);
            default -> {
                if (area.remove(id(name), Departed.LEFT, TEN)) {
                    times.decrementAndGet();
                }
            }
        }
    }

    private static long octets(HeldMail mail) {
        return 50 + Long.parseLong(mail.id().value().substring(1));
    }

    private static void inParallel(List<Callable<Void>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static HeldRun run(
            long begun, long waiting, long left, long returned, Optional<Integer> lastLeft, boolean told) {
        return new HeldRun(ANA, TEN.plusSeconds(begun), waiting, left, returned, lastLeft.map(TEN::plusSeconds), told);
    }

    private static List<String> names(List<HeldMail> mails) {
        return mails.stream().map(mail -> mail.id().value()).toList();
    }
}
