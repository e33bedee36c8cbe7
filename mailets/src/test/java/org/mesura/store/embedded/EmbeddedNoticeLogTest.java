/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.notice.Kind;
import org.mesura.notice.NoticeHistory;
import org.mesura.notice.NoticeLog;
import org.mesura.notice.NoticeLogContract;
import org.mesura.notice.NoticeRules;
import org.mesura.store.format.NoticeForm;
import org.mesura.store.memory.Sent;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;

class EmbeddedNoticeLogTest implements NoticeLogContract {
    private final Alarms alarms = new Alarms();
    private final List<EmbeddedStore> stores = new ArrayList<>();

    @TempDir
    private Path folder;

    @Override
    public NoticeLog log() {
        return reopened();
    }

    @AfterEach
    void tearDown() {
        stores.forEach(EmbeddedStore::close);
        assertThat(alarms.raised()).isEmpty();
    }

    private EmbeddedNoticeLog reopened() {
        stores.forEach(EmbeddedStore::close);
        EmbeddedStore store = EmbeddedStore.open(folder.resolve("ledger.mv.db"), Duration.ZERO, alarms);
        stores.add(store);
        return new EmbeddedNoticeLog(store);
    }

    @Test
    void claimsShouldOutliveARestart() {
        NoticeLog log = log();
        log.claim(ANA, "a", Kind.REFUSED, NOW, RULES);
        log.claim(ANA, "b", Kind.REFUSED, NOW.plusSeconds(1), RULES);
        NoticeLog after = reopened();

        assertThat(after.claim(ANA, "a", Kind.REFUSED, NOW.plusSeconds(2), RULES))
                .isFalse();
        assertThat(after.claim(ANA, "c", Kind.REFUSED, NOW.plusSeconds(3), RULES))
                .isTrue();
        assertThat(after.claim(ANA, "d", Kind.REFUSED, NOW.plusSeconds(4), RULES))
                .as("the fourth of the day")
                .isFalse();
        assertThat(after.claim(BETO, "a", Kind.REFUSED, NOW, RULES)).isTrue();
    }

    @Test
    void capOfTheHourShouldOutliveARestart() {
        NoticeLog log = log();
        NoticeRules few = new NoticeRules(DAY, 3, 5);
        for (int i = 0; i < 5; i++) {
            log.claim(new Sender("u" + i + "@x.example"), "a", Kind.REFUSED, NOW, few);
        }
        NoticeLog after = reopened();

        assertThat(after.claim(ANA, "a", Kind.REFUSED, NOW.plusSeconds(3_599), few))
                .isFalse();
        assertThat(after.claim(ANA, "a", Kind.REFUSED, NOW.plusSeconds(3_600), few))
                .isTrue();
    }

    @Test
    void lettersShouldNotBeTakenForNoticesAfterARestart() {
        NoticeRules one = new NoticeRules(DAY, 3, 1);
        log().claim(ANA, "alert/a", Kind.ALERT, NOW, one);
        NoticeLog after = reopened();

        assertThat(after.claim(BETO, "alert/a", Kind.ALERT, NOW, one)).isFalse();
        assertThat(after.claim(BETO, "a", Kind.REFUSED, NOW, one)).isTrue();
    }

    @Test
    void sentShouldOutliveARestart() {
        log().recordSent(ID, "dsn", NOW);
        NoticeLog after = reopened();

        assertThat(after.wasSent(ID, "dsn")).isTrue();
        assertThat(after.wasSent(ID, "ds")).isFalse();
        assertThat(after.wasSent(new SubmissionId("Mail-2"), "dsn")).isFalse();
    }

    @Test
    void whatIsForgottenShouldBeForgottenInTheFileToo() {
        NoticeLog log = log();
        log.claim(ANA, "a", Kind.REFUSED, NOW, RULES);
        log.recordSent(ID, "dsn", NOW);
        NoticeLog second = reopened();
        second.claim(BETO, "a", Kind.REFUSED, NOW.plus(DAY), RULES);
        second.recordSent(new SubmissionId("Mail-2"), "dsn", NOW.plus(DAY));

        assertThat(reopened().size()).isEqualTo(2);
    }

    @Test
    void eldestShouldBeForgottenFirstWhenTheyCameFromTheFileInAnotherOrder() {
        NoticeLog log = log();
        for (int i = 9; i >= 1; i--) {
            log.recordSent(new SubmissionId("Mail-" + i), "dsn", NOW.minusSeconds(i));
        }
        EmbeddedNoticeLog after = reopened();
        after.recordSent(ID, "notice", NOW.minusSeconds(5).plus(DAY));

        assertThat(Stream.iterate(1, i -> i + 1)
                        .limit(9)
                        .filter(i -> after.wasSent(new SubmissionId("Mail-" + i), "dsn")))
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void formShouldGiveBackWhatItWasMadeOf() {
        NoticeHistory history = new NoticeHistory(ImmutableList.of(
                new NoticeHistory.Written(Instant.parse("2026-11-24T17:25:00.123456789Z"), "refused/limit"),
                new NoticeHistory.Written(Instant.MAX, "señal")));
        Sent sent = new Sent(new SubmissionId("7:Mail"), "dsn");

        assertThat(NoticeForm.history(NoticeForm.of(history))).isEqualTo(history);
        assertThat(NoticeForm.instant(NoticeForm.of(NOW))).isEqualTo(NOW);
        assertThat(SentForm.sent(SentForm.of(sent))).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dsn", ":dsn", "4:dsn", "3:dsn", "-1:dsn", "x:dsnMail-1"})
    void otherKeysShouldNotBeTakenForSent(String key) {
        assertThatThrownBy(() -> SentForm.sent(key)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherOctetsShouldNotBeTakenForAHistory() {
        for (byte[] octets : List.of(new byte[0], new byte[] {0, 0, 0, 1}, new byte[] {-1, 0, 0, 1}, new byte[11])) {
            assertThatThrownBy(() -> NoticeForm.instant(octets)).isInstanceOf(IllegalArgumentException.class);
        }
        for (byte[] octets : List.of(new byte[0], new byte[] {0, 0, 0, 1}, new byte[] {-1, 0, 0, 1})) {
            assertThatThrownBy(() -> NoticeForm.history(octets)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
