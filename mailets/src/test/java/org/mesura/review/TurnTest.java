/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.external;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.mesura.bulk.Evidence;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.usage.CapRecord;
import org.mesura.usage.Charge;
import org.mesura.usage.Ledger;

import com.google.common.collect.ImmutableList;

class TurnTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Cap CAP = Cap.ofInstitution(100, DAY);
    private static final BulkRule PACED = new BulkRule(10, 20, 50, 25, DAY, DAY, BulkAction.PACE, 50);
    private static final Reason BULK = new Reason.Bulk(new Evidence(TEN, 3, 30), 20);
    private static final Limit LIMIT = messages(10_000, HOUR);

    private static Turn turn(Requests asked, Ledger ledger, long waitingOnPermits) {
        return new Turn(
                ledger,
                asked.terms().policy(),
                Charge.of(asked.submission()),
                ledger.used(asked.terms().policy().limits(), TEN),
                new CapCheck(
                        asked.terms().caps(), asked.submission().recipients().outside(), cap -> CapRecord.EMPTY, TEN),
                waitingOnPermits,
                TEN);
    }

    private static Optional<Instant> paced(Requests asked, Optional<Instant> before, Optional<Instant> capFree) {
        return turn(asked, Ledger.EMPTY, 0)
                .paced(BULK, PACED, before, capFree.map(free -> new Reason.OverCap(CAP, 100, 1, free)))
                .map(Decision.Defer::at);
    }

    /** One to ten outsiders takes twelve minutes of the pace. */
    private static Requests ten() {
        return request("1", LIMIT).to(0, 1, 10).deferring(Duration.ofHours(4));
    }

    @Test
    void pacedTurnShouldComeAfterTheOneBeforeItAndAfterTheCapIsFree() {
        Instant twelvePast = TEN.plusSeconds(720);

        assertThat(paced(ten(), Optional.empty(), Optional.empty())).contains(twelvePast);
        assertThat(paced(ten(), Optional.of(TEN.minusSeconds(60)), Optional.empty()))
                .as("that left before")
                .contains(twelvePast);
        assertThat(paced(ten(), Optional.of(twelvePast), Optional.empty())).contains(twelvePast.plusSeconds(720));
        assertThat(paced(ten(), Optional.of(twelvePast), Optional.of(TEN.plus(HOUR))))
                .contains(TEN.plus(HOUR).plusSeconds(720));
        assertThat(paced(ten(), Optional.of(TEN.plus(HOUR)), Optional.of(twelvePast)))
                .contains(TEN.plus(HOUR).plusSeconds(720));
    }

    @Test
    void pacedTurnShouldComeAtTheLongestDelayAndNotLater() {
        Instant last = TEN.plus(Duration.ofHours(4)).minusSeconds(720);

        assertThat(paced(ten(), Optional.of(last), Optional.empty())).contains(TEN.plus(Duration.ofHours(4)));
        assertThat(paced(ten(), Optional.of(last.plusMillis(1)), Optional.empty()))
                .isEmpty();
    }

    @Test
    void accountShouldReserveNoMoreTurnsThanMost() {
        Ledger ledger = Ledger.EMPTY;
        for (int turn = 1; turn < Turn.MOST; turn++) {
            ledger = ledger.withReserved(turn, Charge.NOTHING, TEN.plus(HOUR));
        }
        Ledger full = ledger.withReserved(Turn.MOST, Charge.NOTHING, TEN.plus(HOUR));

        assertThat(turn(ten(), ledger, 0).paced(BULK, PACED, Optional.empty(), Optional.empty()))
                .isPresent();
        assertThat(turn(ten(), full, 0).paced(BULK, PACED, Optional.empty(), Optional.empty()))
                .isEmpty();
        assertThat(turn(ten(), ledger, 0).find(Optional.empty(), Optional.empty(), Optional.empty()))
                .isPresent();
        assertThat(turn(ten(), full, 0).find(Optional.empty(), Optional.empty(), Optional.empty()))
                .isEmpty();
    }

    @Test
    void turnsOnPermitsAndOthersTogetherShouldTakeNoMoreThanATenthOfACap() {
        Requests four = request("1", LIMIT).to(0, 1, 4).capped(CAP).deferring(HOUR);
        Ledger two = Ledger.EMPTY.withReserved(1, new Charge(1, 2, 2, 10), TEN.plusSeconds(9));

        assertThat(turn(four, two, 4).find(Optional.empty(), Optional.empty(), Optional.empty()))
                .isPresent();
        assertThat(turn(four, two, 5).find(Optional.empty(), Optional.empty(), Optional.empty()))
                .isEmpty();
        assertThat(turn(four, two, 5).paced(BULK, PACED, Optional.empty(), Optional.empty()))
                .isEmpty();
    }

    @Test
    void whatIsFreeLastShouldBeTheReasonOfATurn() {
        Limit five = external(5, HOUR);
        Requests asked = request("1", LIMIT, five).to(0, 1, 4).deferring(Duration.ofHours(4));
        Ledger sent = Ledger.EMPTY.with(1, new Charge(1, 3, 3, 10), TEN, DAY);
        Reason.OverLimit over = new Reason.OverLimit(five, 3, 4, TEN.plus(HOUR));
        Reason.OverCap sooner = new Reason.OverCap(CAP, 100, 4, TEN.plus(HOUR));
        Reason.OverCap later = new Reason.OverCap(CAP, 100, 4, TEN.plus(HOUR).plusSeconds(1));

        assertThat(turn(asked, sent, 0).find(Optional.empty(), Optional.of(over), Optional.of(sooner)))
                .get()
                .extracting(Decision.Defer::at, Decision.Defer::reason)
                .isEqualTo(ImmutableList.of(TEN.plus(HOUR), over));
        assertThat(turn(asked, sent, 0).find(Optional.empty(), Optional.of(over), Optional.of(later)))
                .get()
                .extracting(Decision.Defer::at, Decision.Defer::reason)
                .isEqualTo(ImmutableList.of(later.freeAt(), later));
    }
}
