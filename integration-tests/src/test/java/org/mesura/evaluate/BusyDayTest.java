/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.collect.ImmutableList;

class BusyDayTest {
    @ParameterizedTest
    @ValueSource(ints = {20, 32, 45, 62, 200, 501})
    void dayShouldHaveTwentyToFiftyMessagesEachOnce(int mails) {
        List<BusyDay> days = BusyDay.of(sender(mails), 1);

        assertThat(days).isNotEmpty().allSatisfy(day -> assertThat(day.mails())
                .hasSizeBetween(BusyDay.FEWEST, BusyDay.MOST));
        assertThat(days.stream().flatMap(day -> day.mails().stream())).doesNotHaveDuplicates();
    }

    @Test
    void enoughShouldBeLeftToSendBeforeWhenThereIsEnough() {
        assertThat(BusyDay.of(sender(32), 5))
                .allSatisfy(day -> assertThat(day.mails()).hasSize(BusyDay.FEWEST));
    }

    @Test
    void daysShouldBeOtherOnesInTheNextRound() {
        List<BusyDay> days = BusyDay.of(sender(20), 2);

        assertThat(days).hasSize(2);
        assertThat(days.get(1).mails()).isNotEqualTo(days.get(0).mails()).hasSize(20);
    }

    @Test
    void senderShouldBeNoBusyPersonWhenTextsRepeat() {
        ImmutableList<OrdinaryMail> notices = IntStream.range(0, 40)
                .mapToObj(number -> mail(number, "notice " + "x".repeat(number % 30)))
                .collect(ImmutableList.toImmutableList());

        assertThat(new Correspondent("mails", 0, "who@outside.example", notices).isBusyPerson())
                .isFalse();
        assertThat(sender(40).isBusyPerson()).isTrue();
    }

    @Test
    void senderShouldBeNoBusyPersonWhenTextsDifferInTheirFiguresOnly() {
        ImmutableList<OrdinaryMail> reports = IntStream.range(0, 40)
                .mapToObj(day -> mail(day, "report of day " + day))
                .collect(ImmutableList.toImmutableList());

        assertThat(new Correspondent("mails", 0, "who@outside.example", reports).isBusyPerson())
                .isFalse();
    }

    private static Correspondent sender(int mails) {
        return new Correspondent(
                "mails",
                0,
                "somebody@outside.example",
                IntStream.range(0, mails)
                        .mapToObj(number -> mail(number, "text " + "x".repeat(number)))
                        .collect(ImmutableList.toImmutableList()));
    }

    private static OrdinaryMail mail(int number, String text) {
        return new OrdinaryMail(
                "mails#" + number,
                "subject",
                text,
                ImmutableList.of("other@outside.example"),
                false,
                Instant.EPOCH.plusSeconds(number));
    }
}
