/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

/** What every {@link NoticeLog} does (guarantee 9). */
public interface NoticeLogContract {
    Sender ANA = new Sender("ana@alcaldia.example");
    Sender BETO = new Sender("beto@alcaldia.example");
    Instant NOW = Instant.parse("2026-11-24T17:25:00Z");
    Duration DAY = Duration.ofDays(1);
    NoticeRules RULES = NoticeRules.DEFAULT;
    SubmissionId ID = new SubmissionId("Mail-1");

    /** An empty log. */
    NoticeLog log();

    @Test
    default void topicShouldBeClaimedOnceWhenQuietPeriodLasts() {
        NoticeLog log = log();

        assertThat(log.claim(ANA, "a", Kind.REFUSED, NOW, RULES)).isTrue();
        assertThat(log.claim(ANA, "a", Kind.REFUSED, NOW, RULES)).isFalse();
        assertThat(log.claim(ANA, "a", Kind.REFUSED, NOW.plus(DAY).minusNanos(1), RULES))
                .isFalse();
        assertThat(log.claim(ANA, "a", Kind.REFUSED, NOW.plus(DAY), RULES)).isTrue();
    }

    @Test
    default void topicShouldBeQuietForLongerThanADayWhenRulesSaySo() {
        NoticeLog log = log();
        NoticeRules week = new NoticeRules(Duration.ofDays(7), 3, 100);

        assertThat(log.claim(ANA, "a", Kind.REFUSED, NOW, week)).isTrue();
        assertThat(log.claim(ANA, "b", Kind.REFUSED, NOW.plus(DAY.multipliedBy(3)), week))
                .isTrue();
        assertThat(log.claim(ANA, "a", Kind.REFUSED, NOW.plus(DAY.multipliedBy(6)), week))
                .isFalse();
        assertThat(log.claim(ANA, "a", Kind.REFUSED, NOW.plus(DAY.multipliedBy(7)), week))
                .isTrue();
    }

    /** ADR 17: a limit of a week is warned of once a week, and a permit that was granted is told once ever. */
    @Test
    default void topicShouldStaySaidUntilItsOwnInstantWhenThatIsLaterThanTheQuietPeriod() {
        NoticeLog log = log();
        Instant end = NOW.plus(DAY.multipliedBy(40));
        String topic = Topic.text(List.of(Topic.lasting("permit-granted/x", end)));

        assertThat(log.claim(ANA, topic, Kind.PERMIT_GRANTED, NOW, RULES)).isTrue();
        for (int day = 1; day < 40; day++) {
            Instant now = NOW.plus(DAY.multipliedBy(day));
            assertThat(log.claim(BETO, "a", Kind.REFUSED, now, RULES)).isTrue();
            assertThat(log.claim(ANA, day < 20 ? "b" : "c", Kind.LIFTED, now, RULES))
                    .isTrue();
            assertThat(log.claim(ANA, topic, Kind.PERMIT_GRANTED, now, RULES)).isFalse();
        }
        assertThat(log.claim(ANA, topic, Kind.PERMIT_GRANTED, end, RULES)).isTrue();
    }

    @Test
    default void topicShouldBeQuietForTheQuietPeriodWhenItsOwnInstantIsSooner() {
        NoticeLog log = log();
        String topic = Topic.text(List.of(Topic.lasting("warning/x", NOW.plusSeconds(60))));

        assertThat(log.claim(ANA, topic, Kind.WARNING, NOW, RULES)).isTrue();
        assertThat(log.claim(ANA, topic, Kind.WARNING, NOW.plus(DAY).minusNanos(1), RULES))
                .isFalse();
        assertThat(log.claim(ANA, topic, Kind.WARNING, NOW.plus(DAY), RULES)).isTrue();
    }

    @Test
    default void noticeOfSeveralTopicsShouldCountOnceAndLeaveNoneOfThemToBeSaid() {
        NoticeLog log = log();
        String both = Topic.text(List.of(Topic.of("warning/x"), Topic.of("warning/y")));

        assertThat(log.claim(ANA, both, Kind.WARNING, NOW, RULES)).isTrue();
        assertThat(log.claim(ANA, "warning/x", Kind.WARNING, NOW, RULES)).isFalse();
        assertThat(log.claim(ANA, "warning/y", Kind.WARNING, NOW, RULES)).isFalse();
        assertThat(log.claim(ANA, "warning/z", Kind.WARNING, NOW, RULES)).isTrue();
        assertThat(log.claim(ANA, "warning/w", Kind.WARNING, NOW, RULES)).isFalse();
    }

    @Test
    default void accountShouldGetThreeADayWhenItHasMoreTopics() {
        NoticeLog log = log();

        assertThat(Stream.of("a", "b", "c", "d").map(topic -> log.claim(ANA, topic, Kind.REFUSED, NOW, RULES)))
                .containsExactly(true, true, true, false);
        assertThat(log.claim(BETO, "d", Kind.REFUSED, NOW, RULES)).isTrue();
        assertThat(log.claim(ANA, "d", Kind.REFUSED, NOW.plus(DAY), RULES)).isTrue();
    }

    @Test
    default void lastNoticeOfTheDayShouldBeKeptForARefusal() {
        NoticeLog log = log();

        assertThat(log.claim(ANA, "warning", Kind.WARNING, NOW, RULES)).isTrue();
        assertThat(log.claim(ANA, "a", Kind.ADVICE, NOW, RULES)).isTrue();
        assertThat(log.claim(ANA, "b", Kind.ADVICE, NOW, RULES)).isFalse();
        assertThat(log.claim(ANA, "b", Kind.BULK_REFUSED, NOW, RULES)).isTrue();
        assertThat(log.claim(ANA, "c", Kind.REFUSED, NOW, RULES)).isFalse();
    }

    /** Guarantee 9: they are outside the cap, and do not use it up. */
    @Test
    default void suspensionLiftingAndAlertsShouldBeOutsideTheCapOfADay() {
        NoticeLog log = log();

        for (String occasion : List.of("1", "2", "3", "4")) {
            assertThat(log.claim(ANA, "suspended/" + occasion, Kind.SUSPENDED, NOW, RULES))
                    .isTrue();
            assertThat(log.claim(ANA, "lifted/" + occasion, Kind.LIFTED, NOW, RULES))
                    .isTrue();
            assertThat(log.claim(ANA, "alert/" + occasion, Kind.ALERT, NOW, RULES))
                    .isTrue();
        }
        assertThat(Stream.of("a", "b", "c", "d").map(topic -> log.claim(ANA, topic, Kind.REFUSED, NOW, RULES)))
                .containsExactly(true, true, true, false);
        assertThat(log.claim(ANA, "suspended/1", Kind.SUSPENDED, NOW, RULES)).isFalse();
        assertThat(log.claim(ANA, "suspended/5", Kind.SUSPENDED, NOW, RULES)).isTrue();
    }

    @Test
    default void serverShouldWriteOnlySoManyAnHourWhenManyAccountsAreRefused() {
        NoticeLog log = log();
        NoticeRules few = new NoticeRules(DAY, 3, 5);

        assertThat(Stream.iterate(0, i -> i + 1)
                        .limit(1_000)
                        .filter(i -> log.claim(new Sender("u" + i + "@x.example"), "a", Kind.REFUSED, NOW, few)))
                .hasSize(5);
        assertThat(log.claim(ANA, "a", Kind.REFUSED, NOW.plusSeconds(3_599), few))
                .isFalse();
        assertThat(log.claim(ANA, "a", Kind.REFUSED, NOW.plusSeconds(3_600), few))
                .isTrue();
    }

    /** Guarantee 9: a storm of notices does not silence the letters that tell of it, nor they the notices. */
    @Test
    default void noticesAndLettersShouldHaveAnHourEachAndTheInstitutionsOwnLettersNone() {
        NoticeLog log = log();
        NoticeRules two = new NoticeRules(DAY, 3, 2);

        assertThat(Stream.of("1", "2", "3").map(user -> log.turn(user(user), "a", Kind.REFUSED, NOW, two)))
                .containsExactly(Turn.TAKEN, Turn.TAKEN, Turn.HOUR_FULL);
        assertThat(Stream.of("1", "2", "3").map(user -> log.turn(user(user), "alert/a", Kind.ALERT, NOW, two)))
                .containsExactly(Turn.TAKEN, Turn.TAKEN, Turn.HOUR_FULL);
        assertThat(Stream.of("1", "2", "3")
                        .map(topic -> log.turn(Alert.INSTITUTION, "alert/" + topic, Kind.ALERT, NOW, two)))
                .containsOnly(Turn.TAKEN);
        assertThat(log.turn(Alert.INSTITUTION, "alert/chain-letter/x", Kind.ALERT, NOW, two))
                .isEqualTo(Turn.HOUR_FULL);
    }

    @Test
    default void whatWasSaidShouldNotCountAsHeldBackWhenTheHourIsFull() {
        NoticeLog log = log();
        NoticeRules one = new NoticeRules(DAY, 3, 1);

        assertThat(log.turn(ANA, "a", Kind.REFUSED, NOW, one)).isEqualTo(Turn.TAKEN);
        assertThat(log.turn(ANA, "a", Kind.REFUSED, NOW, one)).isEqualTo(Turn.SAID);
        assertThat(log.turn(BETO, "a", Kind.REFUSED, NOW, one)).isEqualTo(Turn.HOUR_FULL);
    }

    @Test
    default void whoWasNotToldForTheHourShouldBeToldAtTheNextOccasion() {
        NoticeLog log = log();
        NoticeRules one = new NoticeRules(DAY, 3, 1);
        log.claim(ANA, "a", Kind.REFUSED, NOW, one);
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(log.claim(BETO, "a", Kind.REFUSED, NOW.plusSeconds(attempt), one))
                    .isFalse();
        }

        assertThat(log.claim(BETO, "a", Kind.REFUSED, NOW.plusSeconds(3_600), one))
                .isTrue();
    }

    private static Sender user(String number) {
        return new Sender("u" + number + "@x.example");
    }

    @Test
    default void oneClaimShouldWinWhen32ThreadsMakeItAtOnce() throws Exception {
        NoticeLog log = log();
        CyclicBarrier start = new CyclicBarrier(32);
        Callable<Boolean> claim = () -> {
            start.await();
            return log.claim(ANA, "a", Kind.REFUSED, NOW, RULES);
        };
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try {
            int won = 0;
            for (Future<Boolean> outcome :
                    threads.invokeAll(Stream.generate(() -> claim).limit(32).toList())) {
                won += outcome.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    default void sentShouldBeRememberedByIdAndThing() {
        NoticeLog log = log();

        assertThat(log.wasSent(ID, "dsn")).isFalse();
        log.recordSent(ID, "dsn", NOW);
        log.recordSent(ID, "dsn", NOW.plusSeconds(1));
        assertThat(List.of(
                        log.wasSent(ID, "dsn"), log.wasSent(ID, "notice"), log.wasSent(new SubmissionId("x"), "dsn")))
                .containsExactly(true, false, false);
    }

    @Test
    default void forgottenAccountShouldBeWrittenToAsIfNothingHadBeen() {
        NoticeLog log = log();
        log.claim(ANA, "a", Kind.REFUSED, NOW, RULES);

        log.forget(ANA);
        log.forget(BETO);

        assertThat(log.claim(ANA, "a", Kind.REFUSED, NOW, RULES)).isTrue();
    }

    @Test
    default void renamedAccountShouldNotBeToldTheSameAgain() {
        NoticeLog log = log();
        log.claim(ANA, "a", Kind.REFUSED, NOW, RULES);
        log.claim(BETO, "b", Kind.REFUSED, NOW, RULES);

        log.rename(ANA, BETO);
        log.rename(BETO, BETO);

        assertThat(log.claim(BETO, "a", Kind.REFUSED, NOW, RULES)).isFalse();
        assertThat(log.claim(BETO, "b", Kind.REFUSED, NOW, RULES)).isFalse();
        assertThat(log.claim(BETO, "c", Kind.REFUSED, NOW, RULES)).isTrue();
        assertThat(log.claim(ANA, "a", Kind.REFUSED, NOW, RULES)).isTrue();
    }
}
