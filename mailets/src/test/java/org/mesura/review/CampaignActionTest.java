/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.request;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.bulk.Evidence;
import org.mesura.bulk.Reach;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Permit;
import org.mesura.submission.Sender;

class CampaignActionTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");

    private static Reach reach(long recipients, boolean brief) {
        return new Reach(new Evidence(TEN, recipients, recipients), brief);
    }

    private static CampaignAction action(Reach reach, Requests under) {
        return CampaignAction.of(reach, AccountState.NEW, under.terms(), TEN);
    }

    private static Requests under(BulkAction action) {
        return request("1").under(new BulkRule(10, 20, 50, 25, DAY, DAY, action, 50));
    }

    @ParameterizedTest(name = "{0} reached, brief {1}, beyond stop {2} -> {3}")
    @CsvSource({
        "9, false, HOLD, none",
        "10, false, HOLD, advise",
        "19, false, HOLD, advise",
        "20, false, HOLD, hold",
        "20, false, PACE, pace",
        "20, false, REFUSE, refuse",
        "49, false, PACE, pace",
        "50, false, PACE, refuse",
        "19, true, HOLD, none",
        "20, true, HOLD, advise",
        "40, true, HOLD, hold",
        "100, true, HOLD, refuse",
    })
    void actionShouldFollowTheThresholdsThatAreReached(long reached, boolean brief, BulkAction beyond, String action) {
        assertThat(action(reach(reached, brief), under(beyond)).id()).isEqualTo(action);
    }

    /** A review of one more outsider does what the action says. */
    @ParameterizedTest
    @CsvSource({"9, accept, none", "10, advise, advise", "20, hold, hold"})
    void actionShouldBeWhatAReviewOfOneMoreOutsiderDoes(int reached, String verdict, String action) {
        OneAccount ana = new OneAccount();
        Requests circular = under(BulkAction.HOLD).saying(7);
        for (int message = 0; message < reached; message++) {
            ana.decide(circular.named("m" + message).to(0, message, 1), TEN);
        }
        Reach reach = ana.state.campaigns().reaches(1, DAY, TEN).get(0);

        assertThat(CampaignAction.of(reach, ana.state, circular.terms(), TEN).id())
                .isEqualTo(action);
        // at the threshold of advice the sender is told of the very message that reaches it
        assertThat(ana.decision(circular.named("more").to(0, reached == 9 ? 0 : 1_000, 1), TEN)
                        .verdict())
                .isEqualTo(verdict);
    }

    @Test
    void nothingShouldBeDoneWhenTheRuleDoesNotHoldOrSleeps() {
        Requests circular = under(BulkAction.HOLD);
        Permit congress =
                new Permit("congress", new Sender("ana@alcaldia.example"), TEN, TEN.plus(DAY), 600, 500, "", "olga");

        assertThat(action(reach(30, false), circular)).isEqualTo(CampaignAction.HOLD);
        assertThat(action(reach(30, false), circular.exempted())).isEqualTo(CampaignAction.NONE);
        assertThat(action(reach(30, false), circular.permitted(congress))).isEqualTo(CampaignAction.NONE);
        assertThat(action(reach(30, false), request("1"))).isEqualTo(CampaignAction.NONE);
    }

    @Test
    void ruleShouldNotSleepForAPermitThatIsUsedUp() {
        Permit last =
                new Permit("last", new Sender("ana@alcaldia.example"), TEN, TEN.plus(Requests.DAY), 5, 500, "", "olga");
        Requests circular = under(BulkAction.HOLD).permitted(last);
        AccountState four = AccountState.NEW.with(Aside.NOTHING.withPermits(Permits.NONE.using("last", 4)));
        AccountState five = AccountState.NEW.with(Aside.NOTHING.withPermits(Permits.NONE.using("last", 5)));

        assertThat(CampaignAction.of(reach(30, false), four, circular.terms(), TEN))
                .isEqualTo(CampaignAction.NONE);
        assertThat(CampaignAction.of(reach(30, false), five, circular.terms(), TEN))
                .isEqualTo(CampaignAction.HOLD);
    }
}
