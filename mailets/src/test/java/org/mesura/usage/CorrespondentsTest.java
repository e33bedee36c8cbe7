/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.policy.Limit;
import org.mesura.submission.Recipients;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;

class CorrespondentsTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final long EVA = 8;
    private static final long LEO = -9;

    @Test
    void messageShouldExcuseOneAnswerAndNoMore() {
        var waiting = heard(EVA, 1, TEN);
        var answered = waiting.answeredBy(Recipients.of(0, EVA), WEEK, TEN);

        assertThat(strangers(waiting, TEN, EVA)).isEmpty();
        assertThat(strangers(answered, TEN, EVA)).containsExactly(EVA);
        assertThat(answered).isSameAs(Correspondents.NONE);
    }

    @Test
    void eachMessageShouldExcuseAnAnswer() {
        var twice = heard(EVA, 1, TEN).with(EVA, 2, WEEK, TEN.plusSeconds(1));
        var once = twice.answeredBy(Recipients.of(0, EVA), WEEK, TEN.plusSeconds(2));

        assertThat(twice.unanswered(WEEK, TEN.plusSeconds(2))).isEqualTo(2);
        assertThat(strangers(once, TEN.plusSeconds(2), EVA)).isEmpty();
        assertThat(once.at().asList())
                .as("the oldest is answered first")
                .containsExactly(TEN.plusSeconds(1).toEpochMilli());
    }

    @Test
    void onlyWhoWroteShouldBeNoStranger() {
        var waiting = heard(EVA, 1, TEN);
        var answered = waiting.answeredBy(Recipients.of(3, 1, LEO), WEEK, TEN);

        assertThat(waiting.strangersAmong(Recipients.of(3, EVA, LEO, 1), WEEK, TEN))
                .isEqualTo(Recipients.of(3, LEO, 1));
        assertThat(answered).isSameAs(waiting);
    }

    @ParameterizedTest(name = "a message is answered {0} ms later: no stranger is {1}")
    @CsvSource({"0, true", "86399999, true", "86400000, false", "86400001, false"})
    void messageShouldExcuseAsLongAsAnAnswerMayTake(long millis, boolean excused) {
        var waiting = heard(EVA, 1, TEN);
        var now = TEN.plusMillis(millis);

        assertThat(waiting.strangersAmong(Recipients.of(0, EVA), DAY, now).outside())
                .isEqualTo(excused ? 0 : 1);
        assertThat(waiting.unanswered(DAY, now)).isEqualTo(excused ? 1 : 0);
        assertThat(waiting.answeredBy(Recipients.of(0, EVA), DAY, now).size()).isEqualTo(excused ? 0 : 1);
    }

    @Test
    void nothingShouldBeExcusedWhenNoTimeIsGivenToAnswer() {
        assertThat(heard(EVA, 1, TEN).strangersAmong(Recipients.of(0, EVA), Duration.ZERO, TEN))
                .isEqualTo(Recipients.of(0, EVA));
    }

    @Test
    void messageShouldCountOnceWhenItIsDeliveredAgain() {
        var waiting = heard(EVA, 1, TEN);

        assertThat(waiting.with(EVA, 1, WEEK, TEN.plusSeconds(9))).isSameAs(waiting);
        assertThat(waiting.with(LEO, 1, WEEK, TEN).size()).as("of another").isEqualTo(2);
    }

    @Test
    void messagesTooOldForAnAnswerShouldGoWhenTheNextComes() {
        assertThat(heard(EVA, 1, TEN).with(LEO, 2, DAY, TEN.plus(DAY)).outsiders())
                .isEqualTo(ImmutableLongArray.of(LEO));
    }

    @Test
    void oldestShouldGoWhenThereAreTooMany() {
        var full = Correspondents.NONE;
        for (int message = 0; message <= Correspondents.KEPT; message++) {
            full = full.with(message, message, WEEK, TEN.plusSeconds(message));
        }

        assertThat(full.size()).isEqualTo(Correspondents.KEPT);
        assertThat(full.outsiders().get(0)).isEqualTo(1);
        assertThat(full.outsiders().get(full.size() - 1)).isEqualTo(Correspondents.KEPT);
    }

    @Test
    void whoWritesAllDayShouldNotPushOthersOut() {
        var waiting = heard(EVA, 1, TEN);
        for (int message = 0; message < 3 * Correspondents.KEPT; message++) {
            waiting = waiting.with(LEO, message, WEEK, TEN.plusSeconds(message));
        }

        assertThat(waiting.size()).isEqualTo(1 + Correspondents.KEPT_OF_ONE);
        assertThat(strangers(waiting, TEN.plusSeconds(9), EVA)).isEmpty();
        assertThat(waiting.messages().get(waiting.size() - 1))
                .as("the latest is kept")
                .isEqualTo(3 * Correspondents.KEPT - 1);
    }

    @Test
    void nobodyShouldHaveWrittenInTheFutureWhenTheClockWentBack() {
        var waiting = heard(EVA, 1, TEN.plus(WEEK));
        var back = waiting.asOf(TEN);

        assertThat(back.at()).isEqualTo(ImmutableLongArray.of(TEN.toEpochMilli()));
        assertThat(strangers(back, TEN.plus(WEEK), EVA)).containsExactly(EVA);
        assertThat(back.asOf(TEN)).isSameAs(back);
    }

    @Test
    void joinedShouldKnowWhatEitherKnowsOnce() {
        var one = heard(EVA, 1, TEN).with(LEO, 2, WEEK, TEN.plusSeconds(2));
        var other = heard(LEO, 2, TEN.plusSeconds(3)).with(LEO, 4, WEEK, TEN.plusSeconds(4));

        var joined = one.joinedTo(other);

        assertThat(joined)
                .isEqualTo(heard(EVA, 1, TEN)
                        .with(LEO, 2, WEEK, TEN.plusSeconds(2))
                        .with(LEO, 4, WEEK, TEN.plusSeconds(4)));
        assertThat(other.joinedTo(one)).isEqualTo(joined);
        assertThat(joined.joinedTo(joined)).isEqualTo(joined);
        assertThat(one.joinedTo(Correspondents.NONE)).isSameAs(one);
        assertThat(Correspondents.NONE.joinedTo(one)).isSameAs(one);
    }

    @Test
    void joinedShouldStayBounded() {
        var one = Correspondents.NONE;
        var other = Correspondents.NONE;
        for (int message = 0; message < Correspondents.KEPT; message++) {
            one = one.with(message, 0, WEEK, TEN.plusSeconds(message));
            other = other.with(-1 - message, 0, WEEK, TEN.plusSeconds(message));
        }

        assertThat(one.joinedTo(other).size()).isEqualTo(Correspondents.KEPT);
    }

    @Test
    void nothingShouldBeWorthKeepingAfterTheLongestTimeAnyPolicyGives() {
        var waiting = heard(EVA, 1, TEN);

        assertThat(Correspondents.NONE.isEmpty(TEN)).isTrue();
        assertThat(waiting.isEmpty(TEN.plus(Limit.LONGEST).minusMillis(1))).isFalse();
        assertThat(waiting.isEmpty(TEN.plus(Limit.LONGEST))).isTrue();
    }

    @Test
    void partsShouldBelongTogether() {
        assertThatThrownBy(() -> new Correspondents(
                        ImmutableLongArray.of(1, 2), ImmutableIntArray.of(1), ImmutableLongArray.of(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("messages need a sender, a hash and an instant each, got 2, 1 and 2");
    }

    /** No more than one message to somebody is excused for each message of theirs, whatever comes in which order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void excusesShouldBeThoseOfAPlainList(long seed) {
        var random = new Random(seed);
        var plain = new PlainList();
        var waiting = Correspondents.NONE;
        var now = TEN;
        for (int step = 0; step < 3_000; step++) {
            now = now.plusSeconds(random.nextInt(1_800));
            if (random.nextBoolean()) {
                long outsider = random.nextInt(30);
                int message = random.nextInt(200);
                waiting = waiting.with(outsider, message, DAY, now);
                plain.with(outsider, message, now);
            } else {
                var asked = Recipients.of(1, random.longs(5, 0, 30).toArray());
                assertThat(waiting.strangersAmong(asked, DAY, now).external().asList())
                        .as("strangers at step %s of seed %s", step, seed)
                        .containsExactlyElementsOf(plain.strangersAmong(asked, now));
                waiting = waiting.answeredBy(asked, DAY, now);
                plain.answer(asked, now);
            }
            assertThat(waiting.unanswered(DAY, now))
                    .as("unanswered at step %s of seed %s", step, seed)
                    .isEqualTo(plain.unanswered(now));
        }
    }

    private static final class PlainList {
        private record Message(long outsider, int message, Instant at) {}

        private final List<Message> messages = new ArrayList<>();

        void with(long outsider, int message, Instant now) {
            if (messages.stream().anyMatch(known -> known.outsider() == outsider && known.message() == message)) {
                return;
            }
            messages.removeIf(known -> !known.at().isAfter(now.minus(DAY)));
            List<Message> own = messages.stream()
                    .filter(known -> known.outsider() == outsider)
                    .toList();
            if (own.size() == Correspondents.KEPT_OF_ONE) {
                messages.remove(own.get(0));
            }
            messages.add(new Message(outsider, message, now));
        }

        List<Long> strangersAmong(Recipients asked, Instant now) {
            return asked.external().stream()
                    .filter(outsider -> waiting(outsider, now).isEmpty())
                    .boxed()
                    .toList();
        }

        void answer(Recipients asked, Instant now) {
            asked.external()
                    .forEach(outsider ->
                            waiting(outsider, now).stream().findFirst().ifPresent(messages::remove));
        }

        long unanswered(Instant now) {
            return LongStream.range(0, 30)
                    .map(outsider -> waiting(outsider, now).size())
                    .sum();
        }

        private List<Message> waiting(long outsider, Instant now) {
            return messages.stream()
                    .filter(known -> known.outsider() == outsider)
                    .filter(known -> known.at().isAfter(now.minus(DAY)))
                    .toList();
        }
    }

    private static Correspondents heard(long outsider, int message, Instant at) {
        return Correspondents.NONE.with(outsider, message, WEEK, at);
    }

    private static List<Long> strangers(Correspondents correspondents, Instant now, long... asked) {
        return correspondents
                .strangersAmong(Recipients.of(0, asked), WEEK, now)
                .external()
                .asList();
    }

    @Test
    void whatWasAnsweredInOnePlaceShouldBeAnsweredInBoth() {
        var later = TEN.plusSeconds(10);
        var before = heard(EVA, 1, TEN).with(LEO, 2, WEEK, TEN.plusSeconds(1));
        var here = before.answeredBy(Recipients.of(0, EVA), WEEK, later);
        var there = before.answeredBy(Recipients.of(0, LEO), WEEK, later).with(EVA, 3, WEEK, later);

        assertThat(here.withChange(before, there).messages().asList()).containsExactly(3);
        assertThat(before.withChange(before, here).messages().asList()).containsExactly(2);
        assertThat(here.withChange(before, before)).isSameAs(here);
    }
}
