/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.journal.Entries.ANA;
import static org.mesura.journal.Entries.BETO;
import static org.mesura.journal.Entries.TEN;
import static org.mesura.journal.Entries.judged;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.mesura.submission.Sender;

class JournalTest {
    private static final int MOST = 10;
    private static final int MOST_OF_ONE = 4;

    /** What somebody has who hears of each change. */
    private final Map<Long, Judged> copy = new HashMap<>();

    private final Journal<Judged> journal = new Journal<>(MOST, MOST_OF_ONE, this::follow);

    private void follow(long number) {
        journal.find(number).ifPresentOrElse(entry -> copy.put(number, entry), () -> copy.remove(number));
    }

    private List<String> names(Instant now) {
        return journal.latest(entry -> true, Instant.MIN, 100, now).stream()
                .map(Judged::submission)
                .toList();
    }

    @Test
    void entriesShouldBeNewestFirstAlsoOfOneMillisecond() {
        journal.add(judged("1", ANA, TEN));
        journal.add(judged("2", BETO, TEN));
        journal.add(judged("3", ANA, TEN.plusMillis(1)));

        assertThat(names(TEN)).containsExactly("3", "2", "1");
        assertThat(journal.latest(entry -> true, TEN, 100, TEN))
                .extracting(Judged::submission)
                .containsExactly("3");
        assertThat(journal.latest(entry -> entry.sender().equals(ANA), Instant.MIN, 1, TEN))
                .extracting(Judged::submission)
                .containsExactly("3");
    }

    @Test
    void entryShouldComeAfterThoseBeforeItWhenTheClockWentBack() {
        journal.add(judged("1", ANA, TEN));
        journal.add(judged("2", ANA, TEN.minusSeconds(60)));

        assertThat(names(TEN)).containsExactly("2", "1");
    }

    @Test
    void oldestShouldGoWhenThereAreTooMany() {
        for (int account = 0; account < MOST + 2; account++) {
            journal.add(judged("m" + account, new Sender("u" + account), TEN));
        }

        assertThat(names(TEN)).hasSize(MOST).startsWith("m11").endsWith("m2");
    }

    @Test
    void accountThatGoesOnAndOnShouldPushOutItsOwnOnly() {
        journal.add(judged("beto", BETO, TEN));
        for (int message = 0; message < 20; message++) {
            journal.add(judged("m" + message, ANA, TEN));
        }

        assertThat(names(TEN)).containsExactly("m19", "m18", "m17", "m16", "beto");
    }

    @Test
    void entryShouldGoAfterAMonth() {
        journal.add(judged("1", ANA, TEN));
        journal.add(judged("2", ANA, TEN.plusMillis(1)));

        assertThat(names(TEN.plus(Journal.KEPT).minusMillis(1))).containsExactly("2", "1");
        assertThat(names(TEN.plus(Journal.KEPT))).containsExactly("2");
        assertThat(journal.numbers()).hasSize(1);
        journal.add(judged("3", BETO, TEN.plus(Duration.ofDays(32))));
        assertThat(journal.numbers()).hasSize(1);
    }

    @Test
    void accountShouldBeForgottenAndRenamed() {
        journal.add(judged("1", ANA, TEN));
        journal.add(judged("2", BETO, TEN));
        journal.add(judged("3", ANA, TEN));
        journal.rename(ANA, BETO);

        assertThat(names(TEN)).containsExactly("3", "2", "1");
        assertThat(journal.latest(entry -> true, Instant.MIN, 100, TEN))
                .allSatisfy(entry -> assertThat(entry.account()).contains(BETO));
        journal.forget(BETO);
        assertThat(names(TEN)).isEmpty();
        assertThat(copy).isEmpty();
    }

    @Test
    void whatWasKeptShouldComeBackInItsPlaceAndOnce() {
        journal.add(judged("1", ANA, TEN));
        journal.add(judged("2", BETO, TEN.plusMillis(1)));
        Journal<Judged> after = new Journal<>(MOST, MOST_OF_ONE, number -> {});
        after.add(judged("3", ANA, TEN.plusSeconds(1)));
        for (int time = 0; time < 2; time++) {
            copy.forEach((number, entry) -> after.load(number, entry, TEN));
        }
        after.add(judged("4", ANA, TEN));

        assertThat(after.latest(entry -> true, Instant.MIN, 100, TEN))
                .extracting(Judged::submission)
                .containsExactly("4", "3", "2", "1");
    }

    @Test
    void whatWasKeptTooLongShouldBeGivenUp() {
        List<Long> told = new ArrayList<>();
        Journal<Judged> after = new Journal<>(MOST, MOST_OF_ONE, told::add);
        after.load(7, judged("1", ANA, TEN), TEN.plus(Journal.KEPT));

        assertThat(after.numbers()).isEmpty();
        assertThat(told).containsExactly(7L);
    }

    @Test
    void whoeverHearsOfChangesShouldHaveTheSame() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Instant now = TEN;
        for (int step = 0; step < 2_000; step++) {
            now = now.plus(Duration.ofHours(random.nextInt(30)));
            var some = new Sender("u" + random.nextInt(5));
            switch (random.nextInt(12)) {
                case 0 -> journal.forget(some);
                case 1 -> journal.rename(some, new Sender("u" + random.nextInt(5)));
                case 2 -> journal.latest(entry -> true, Instant.MIN, 1, now);
                default -> journal.add(judged("m" + step, some, now));
            }
            assertThat(copy.keySet()).as("seed %s, step %s", seed, step).isEqualTo(journal.numbers());
            copy.forEach((number, entry) ->
                    assertThat(journal.find(number)).as("seed %s", seed).contains(entry));
            assertThat(copy).as("seed %s", seed).hasSizeLessThanOrEqualTo(MOST);
        }
    }

    @Test
    void entriesShouldAllBeThereWhenSeveralThreadsAddThem() {
        Journal<Judged> large = new Journal<>(10_000, 10_000, number -> {});
        IntStream.range(0, 4_000).parallel().forEach(message -> large.add(judged("m" + message, ANA, TEN)));

        assertThat(large.numbers()).hasSize(4_000);
    }

    @Test
    void actsShouldBeFoundByAccount() {
        Acts acts = new Acts();
        acts.add(Entries.act(ANA, TEN));
        acts.add(Entries.act(BETO, TEN));

        assertThat(acts.latest(Optional.of(ANA), Instant.MIN, 100, TEN)).containsExactly(Entries.act(ANA, TEN));
    }
}
