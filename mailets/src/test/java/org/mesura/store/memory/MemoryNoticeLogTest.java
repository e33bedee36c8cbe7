/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mesura.notice.Kind;
import org.mesura.notice.NoticeLog;
import org.mesura.notice.NoticeLogContract;
import org.mesura.notice.NoticeRules;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

class MemoryNoticeLogTest implements NoticeLogContract {
    @Override
    public NoticeLog log() {
        return new MemoryNoticeLog();
    }

    @Test
    void historiesShouldBeForgottenWhenNoRuleAsksForThem() {
        MemoryNoticeLog log = new MemoryNoticeLog();
        NoticeRules many = new NoticeRules(DAY, 3, 1_000);
        for (int i = 0; i < 1_000; i++) {
            log.claim(new Sender("u" + i + "@x.example"), "a", Kind.REFUSED, NOW, many);
        }
        log.claim(ANA, "a", Kind.REFUSED, NOW.plus(DAY), many);

        assertThat(log.size()).isEqualTo(1);
    }

    @Test
    void sentShouldBeForgottenAfterADayOrWhenItIsTooMuch() {
        MemoryNoticeLog log = new MemoryNoticeLog();
        for (int i = 0; i < 100_010; i++) {
            log.recordSent(new SubmissionId("Mail-" + i), "dsn", NOW);
        }

        assertThat(log.size()).isEqualTo(100_000);
        assertThat(log.wasSent(new SubmissionId("Mail-9"), "dsn")).isFalse();
        assertThat(log.wasSent(new SubmissionId("Mail-10"), "dsn")).isTrue();
        log.recordSent(ID, "dsn", NOW.plus(DAY));
        assertThat(log.size()).isEqualTo(1);
    }
}
