/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.mesura.bulk.ChainLetter;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Event;
import org.mesura.review.Reason;
import org.mesura.review.Suspension;
import org.mesura.store.memory.MemoryNoticeLog;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

class NoticeDeskTest {
    private static final SubmissionId ID = new SubmissionId("Mail-1");

    private final NoticeDesk desk = new NoticeDesk(new MemoryNoticeLog(), NoticeRules.DEFAULT);
    private final List<String> sent = new ArrayList<>();

    @Test
    void refusalShouldBeToldOnceWhenItIsForTheSameReason() {
        Occasion occasion = Examples.ALL.get("refused-over-limit");

        assertThat(desk.claim(occasion)).isTrue();
        assertThat(desk.claim(occasion)).isFalse();
    }

    @Test
    void refusalShouldBeToldOnceWhenItIsForAnotherLimit() {
        Limit daily = new Limit(Measure.RECIPIENTS, 1_000, Duration.ofDays(1));
        Reason another = new Reason.OverLimit(daily, 990, 60, Examples.NOW.plusSeconds(60));

        assertThat(desk.claim(Examples.ALL.get("refused-over-limit"))).isTrue();
        assertThat(desk.claim(Examples.occasion(Kind.REFUSED, 60, another))).isFalse();
    }

    @Test
    void refusalShouldBeToldAgainWhenItIsForAnotherReason() {
        assertThat(desk.claim(Examples.ALL.get("refused-over-limit"))).isTrue();
        assertThat(desk.claim(Examples.ALL.get("refused-never-fits"))).isTrue();
    }

    @Test
    void campaignShouldBeToldAgainWhenItIsRefusedAfterAdvice() {
        assertThat(desk.claim(Examples.ALL.get("advice-bulk"))).isTrue();
        assertThat(desk.claim(Examples.ALL.get("bulk-refused"))).isTrue();
    }

    @Test
    void warningShouldBeToldOncePerLimit() {
        Occasion hour = Examples.warning();
        Occasion day = hour.about(usage(hour, "recipients per 1d"));

        assertThat(desk.claim(hour)).isTrue();
        assertThat(desk.claim(hour)).isFalse();
        assertThat(desk.claim(day)).isTrue();
        assertThat(desk.claim(day)).isFalse();
    }

    @Test
    void warningShouldBeToldAgainAfterTheQuietPeriodAndTheWindow() {
        NoticeDesk hourly = new NoticeDesk(new MemoryNoticeLog(), new NoticeRules(Duration.ofHours(1), 9, 100));
        Occasion hour = Examples.warning();
        Occasion day = hour.about(usage(hour, "recipients per 1d"));
        for (Occasion warning : List.of(hour, day)) {
            assertThat(hourly.claim(warning)).isTrue();
        }

        assertThat(hourly.claim(at(hour, Duration.ofMinutes(59)))).isFalse();
        assertThat(hourly.claim(at(hour, Duration.ofHours(1)))).isTrue();
        assertThat(hourly.claim(at(day, Duration.ofHours(23)))).isFalse();
        assertThat(hourly.claim(at(day, Duration.ofHours(24)))).isTrue();
    }

    /** One word is enough: the bar of the other limit stands in the same notice. */
    @Test
    void limitsThatAreCloseTogetherShouldBeToldInOneWarning() {
        Occasion warning = Examples.warning();
        LimitUsage day = usage(warning, "recipients per 1d");
        LimitUsage full = new LimitUsage(day.limit(), day.limit().quantity() * 81 / 100);
        Occasion both = new Occasion(
                Kind.WARNING,
                warning.sender(),
                warning.message(),
                Optional.empty(),
                "staff",
                ImmutableList.of(usage(warning, "recipients per 1h"), full),
                warning.now());

        assertThat(desk.claim(both)).isTrue();
        assertThat(desk.claim(both.about(full))).isFalse();
    }

    private static LimitUsage usage(Occasion occasion, String limit) {
        return occasion.usage().stream()
                .filter(usage -> usage.limit().name().equals(limit))
                .findFirst()
                .orElseThrow();
    }

    private static Occasion at(Occasion warning, Duration later) {
        return new Occasion(
                        Kind.WARNING,
                        warning.sender(),
                        warning.message(),
                        Optional.empty(),
                        "staff",
                        warning.usage(),
                        warning.now().plus(later))
                .about(warning.near().orElseThrow().usage());
    }

    @Test
    void suspensionShouldBeToldOnceWhenItIsAnnouncedAndThenStopsAMessage() {
        assertThat(desk.claim(Examples.announced(suspension(Examples.NOW)))).isTrue();
        assertThat(desk.claim(Examples.occasion(
                        Kind.SUSPENDED, 60, new Reason.Suspended(suspension(Examples.NOW.plusMillis(3))))))
                .isFalse();
        assertThat(desk.claim(Examples.announced(suspension(Examples.NOW.plusSeconds(60)))))
                .isTrue();
    }

    @Test
    void suspensionAndLiftingShouldBeToldWhenTheAccountHadItsNoticesOfTheDay() {
        assertThat(Stream.of("refused-over-limit", "refused-never-fits", "bulk-refused", "refused-over-cap")
                        .map(name -> desk.claim(Examples.ALL.get(name))))
                .containsExactly(true, true, true, false);
        assertThat(desk.claim(Examples.announced(suspension(Examples.NOW)))).isTrue();
        assertThat(desk.claim(Examples.ALL.get("lifted"))).isTrue();
    }

    @Test
    void deferralShouldBeToldOncePerReasonAndEachRunsSummary() {
        assertThat(Stream.of("deferred", "deferred-one", "deferred-campaign").map(this::claim))
                .containsExactly(true, false, true);
        for (int hour = 0; hour < 5; hour++) {
            Instant begun = Examples.NOW.plus(Duration.ofHours(hour));
            Waited.Over over = new Waited.Over(begun, 3, 0, Optional.of(begun));
            assertThat(desk.claim(Occasion.summary(Examples.ANA, "staff", over, Examples.NOW)))
                    .isTrue();
            assertThat(desk.claim(Occasion.summary(Examples.ANA, "staff", over, Examples.NOW)))
                    .isFalse();
        }
        assertThat(claim("refused-over-limit")).isTrue();
    }

    @Test
    void lastNoticeOfTheDayShouldBeKeptForWhatDidNotArrive() {
        assertThat(Stream.of("advice-bulk", "advice-visible-recipients", "warning", "held-bulk", "refused-over-cap")
                        .map(this::claim))
                .containsExactly(true, true, false, true, false);
    }

    @Test
    void holdShouldBeToldToTheAdministratorOncePerAccount() {
        assertThat(desk.claim(Examples.ALERTS.get("admin-held"))).isTrue();
        assertThat(desk.claim(Examples.ALERTS.get("admin-held"))).isFalse();
        assertThat(desk.claim(Examples.ALERTS.get("admin-held-over-limit"))).isTrue();
    }

    @Test
    void alertShouldBeToldOncePerAccountAndQuietPeriod() {
        Event.OverAttempted event = new Event.OverAttempted(Examples.HOURLY, 657);

        assertThat(desk.claim(Examples.alert(event, false))).isTrue();
        assertThat(desk.claim(Examples.alert(event, false))).isFalse();
        assertThat(desk.claim(
                        new Alert.OfEvent(event, new Sender("beto@alcaldia.example"), "staff", false, Examples.NOW)))
                .isTrue();
    }

    @Test
    void alertShouldBeToldAgainWhenTheAccountIsSuspendedAgain() {
        assertThat(desk.claim(Examples.alert(new Event.Suspended(suspension(Examples.NOW)), false)))
                .isTrue();
        assertThat(desk.claim(Examples.alert(new Event.Suspended(suspension(Examples.NOW.plusSeconds(3_700))), false)))
                .isTrue();
    }

    @Test
    void alertOfACapShouldBeToldOnceWhicheverAccountFillsIt() {
        Event event = new Event.CapNearlyUsed(Examples.CAP, 4_050);

        assertThat(desk.claim(Examples.alert(event, false))).isTrue();
        assertThat(desk.claim(new Alert.OfEvent(event, new Sender("beto@x.example"), "staff", false, Examples.NOW)))
                .isFalse();
        assertThat(desk.claim(Examples.alert(
                        new Event.CapNearlyUsed(Cap.ofDomain("x.example", 10, Duration.ofDays(1)), 8), false)))
                .isTrue();
    }

    @Test
    void alertShouldBeToldWhenTheSameWasOnlyObservedBefore() {
        Event event = new Event.CapNearlyUsed(Examples.CAP, 4_050);

        assertThat(desk.claim(Examples.alert(event, true))).isTrue();
        assertThat(desk.claim(Examples.alert(event, false))).isTrue();
    }

    @Test
    void alertsShouldUseUpNoNoticeOfTheirAccount() {
        for (int hour = 0; hour < 5; hour++) {
            Suspension again = suspension(Examples.NOW.minus(Duration.ofHours(hour)));
            assertThat(desk.claim(Examples.alert(new Event.Suspended(again), false)))
                    .isTrue();
        }

        assertThat(desk.claim(Examples.warning())).isTrue();
    }

    @Test
    void whatTheHourHeldBackShouldBeInTheDigestAndWhatWasSaidShouldNot() {
        Unsaid unsaid = new Unsaid();
        NoticeDesk narrow = new NoticeDesk(new MemoryNoticeLog(), new NoticeRules(Duration.ofDays(1), 3, 1), unsaid);
        Occasion refused = Examples.ALL.get("refused-over-limit");

        assertThat(narrow.claim(refused)).isTrue();
        assertThat(narrow.claim(refused)).isFalse();
        assertThat(narrow.claim(Examples.warning())).isFalse();

        assertThat(unsaid.take(Examples.NOW.plus(Unsaid.GATHERING)))
                .hasValueSatisfying(digest -> assertThat(digest.kinds()).containsOnly(entry(Kind.WARNING, 1L)));
    }

    /** A warning says until when it stays said, which is another instant with each message. */
    @Test
    void warningShouldCountOnceInTheDigestHoweverManyMessagesGaveOccasion() {
        Unsaid unsaid = new Unsaid();
        NoticeDesk narrow = new NoticeDesk(new MemoryNoticeLog(), new NoticeRules(Duration.ofDays(1), 3, 1), unsaid);
        assertThat(narrow.claim(Examples.ALERTS.get("admin-held"))).isTrue();
        assertThat(narrow.claim(Examples.announced(
                        new Suspension(Examples.NOW, Optional.empty(), Suspension.Cause.ADMINISTRATOR))))
                .isTrue();

        for (int message = 1; message <= 999; message++) {
            assertThat(narrow.claim(at(Examples.warning(), Duration.ofSeconds(message))))
                    .isFalse();
        }

        assertThat(unsaid.take(Examples.NOW.plusSeconds(1_000)))
                .hasValueSatisfying(digest -> assertThat(digest.kinds()).containsOnly(entry(Kind.WARNING, 1L)));
    }

    /** Each text is a topic of its own, and whoever sends texts makes as many as he likes. */
    @Test
    void chainLettersShouldHaveNoMoreThanTheHourOfLetters() {
        Unsaid unsaid = new Unsaid();
        NoticeDesk hundred = new NoticeDesk(new MemoryNoticeLog(), NoticeRules.DEFAULT, unsaid);

        assertThat(IntStream.rangeClosed(1, 101).filter(text -> hundred.claim(chainLetter(text))))
                .hasSize(100)
                .doesNotContain(101);
        assertThat(unsaid.take(Examples.NOW.plusSeconds(200)))
                .hasValueSatisfying(digest -> assertThat(digest.most()).containsOnly(entry(Alert.INSTITUTION, 1L)));
        assertThat(hundred.claim(Examples.alert(new Event.CapNearlyUsed(Examples.CAP, 4_050), false)))
                .as("a letter on the institution as a whole")
                .isTrue();
    }

    private static Alert chainLetter(int text) {
        return new Alert.OfChainLetter(
                new ChainLetter("text-" + text, Examples.NOW, ImmutableMap.of(Examples.ANA, 20L)),
                Examples.NOW.plusSeconds(text));
    }

    /** The store of the log may be the very thing that is down. */
    @Test
    void newsOfMesuraItselfShouldBeAskedOfNoLog() {
        NoticeDesk full = new NoticeDesk(new MemoryNoticeLog(), new NoticeRules(Duration.ofDays(1), 3, 1));
        full.claim(Examples.ALERTS.get("admin-held"));

        assertThat(News.ALL.values()).allMatch(full::claim);
    }

    @Test
    void owedShouldBeSentOnceWhenItIsAskedForAgain() {
        assertThat(desk.once(ID, "dsn", Examples.NOW, () -> sent.add("dsn"))).isTrue();
        assertThat(desk.once(ID, "dsn", Examples.NOW, () -> sent.add("again"))).isFalse();
        assertThat(sent).containsExactly("dsn");
    }

    @Test
    void owedShouldStayOwedWhenSendingFails() {
        assertThatThrownBy(() -> desk.once(ID, "dsn", Examples.NOW, () -> {
                    throw new IOException("no route");
                }))
                .hasMessage("no route");

        assertThat(desk.once(ID, "dsn", Examples.NOW, () -> sent.add("dsn"))).isTrue();
    }

    private boolean claim(String example) {
        return desk.claim(Examples.ALL.get(example));
    }

    private static Suspension suspension(Instant since) {
        return new Suspension(since, Optional.of(since.plus(Duration.ofHours(1))), Suspension.Cause.ATTEMPTS);
    }
}
