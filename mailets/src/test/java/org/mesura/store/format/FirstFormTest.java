/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.store.format.States.told;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.mesura.bulk.Campaign;
import org.mesura.bulk.Campaigns;
import org.mesura.bulk.Evidence;
import org.mesura.bulk.Footers;
import org.mesura.policy.Permit;
import org.mesura.review.AccountState;
import org.mesura.review.Aside;
import org.mesura.review.Decision;
import org.mesura.review.PermitUse;
import org.mesura.review.Permits;
import org.mesura.review.Reason;
import org.mesura.review.RecentDecisions;
import org.mesura.review.RecentDecisions.Recorded;
import org.mesura.review.Standing;
import org.mesura.review.Suspension;
import org.mesura.submission.Sender;
import org.mesura.usage.CapRecord;
import org.mesura.usage.Charge;
import org.mesura.usage.Correspondents;
import org.mesura.usage.Ledger;
import org.mesura.usage.SendRecord;
import org.mesura.usage.Sent;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.ImmutableLongArray;

/** What an older Mesura stored outlives an upgrade. */
class FirstFormTest {
    private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();
    private static final Instant TEN = Instant.parse("2026-11-24T10:00:00Z");

    /** As version 1 wrote {@link #everything}. */
    private static final String STORED =
            "01ff0704d083fccfc1680000000000000001010302b0ea01e8070000000000000002010302b0ea010002f0a2fccfc168"
                    + "0000000000000003010302b0ea010002c0b2fccfc1680000000000000004010302b0ea01000290c2fccfc16800000000"
                    + "00000005010302b0ea010002e0d1fccfc1680000000000000006010302b0ea010002b0e1fccfc1680000000000000007"
                    + "010302b0ea010001000000000000002a02fffffffffffffff800000000000000090280f4fbcfc1680102fef3fbcfc168"
                    + "02020000000000000001c080abb00d000105c080abb00d003c3232000000000000000002c080abb00d00000104666169"
                    + "720378d80401c080abb00d0001e0b8abb00d000001c080abb00d0001046661697214616e6140616c63616c6469612e65"
                    + "78616d706c65c080abb00d00c08cc0b00d00d804f40306612066616972156f6c676140616c63616c6469612e6578616d"
                    + "706c6501046661697278";

    @Test
    void accountStoredInTheFirstFormShouldStillBeRead() {
        assertThat(told(StateForm.read(HEX.decode(STORED)))).isEqualTo(told(everything()));
    }

    @Test
    void accountReadInTheFirstFormShouldBeWrittenInTheNewest() {
        byte[] again = StateForm.of(StateForm.read(HEX.decode(STORED)));

        assertThat(again[0]).isEqualTo((byte) Form.VERSION);
        assertThat(told(StateForm.read(again))).isEqualTo(told(everything()));
    }

    @Test
    void capStoredInTheFirstFormShouldStillBeRead() {
        assertThat(CapForm.read(HEX.decode("01" + "d00f" + "02" + "0105" + "16ac02")))
                .isEqualTo(new CapRecord(ImmutableSortedMap.of(-1L, 5L, 10L, 300L), 1_000));
    }

    private static AccountState everything() {
        return new AccountState(
                new Ledger(sends(1, 2), sends(3)),
                new Aside(
                        sends(4),
                        sends(5),
                        sends(6),
                        sends(7),
                        Campaigns.of(
                                ImmutableList.of(new Campaign(
                                        42,
                                        Optional.empty(),
                                        ImmutableLongArray.of(-8, 9),
                                        ImmutableLongArray.of(TEN.toEpochMilli(), TEN.toEpochMilli() - 1),
                                        ImmutableLongArray.of(TEN.toEpochMilli() - 1, TEN.toEpochMilli()))),
                                Footers.NONE),
                        Correspondents.NONE,
                        new RecentDecisions(ImmutableList.of(
                                new Recorded(
                                        1,
                                        TEN,
                                        new Decision.Advise(
                                                new Reason.Bulk(new Evidence(TEN, 60, 50), 50),
                                                ImmutableList.of(),
                                                Optional.empty())),
                                new Recorded(
                                        2,
                                        TEN,
                                        new Decision.Accept(
                                                ImmutableList.of(), Optional.of(new PermitUse("fair", 3, 120, 600)))))),
                        new Standing(
                                Optional.of(new Suspension(
                                        TEN, Optional.of(TEN.plusSeconds(3_600)), Suspension.Cause.ATTEMPTS)),
                                Optional.of(TEN)),
                        new Permits(
                                ImmutableMap.of(
                                        "fair",
                                        new Permit(
                                                "fair",
                                                new Sender("ana@alcaldia.example"),
                                                TEN,
                                                TEN.plus(Duration.ofDays(2)),
                                                600,
                                                500,
                                                "a fair",
                                                "olga@alcaldia.example")),
                                ImmutableMap.of("fair", 120L))));
    }

    private static SendRecord sends(long... ids) {
        return SendRecord.of(
                Stream.of(ImmutableLongArray.copyOf(ids).asList().toArray(Long[]::new))
                        .map(id -> new Sent(id, TEN.plusSeconds(id), new Charge(1, 3, 2, 30_000))),
                ImmutableLongArray.of());
    }
}
