/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Reason;
import org.mesura.store.memory.MemoryNoticeLog;
import org.mesura.submission.SubmissionId;

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
    void warningShouldBeToldOnceADayWhateverTheLimit() {
        assertThat(desk.claim(Examples.warning())).isTrue();
        assertThat(desk.claim(Examples.warning())).isFalse();
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
}
