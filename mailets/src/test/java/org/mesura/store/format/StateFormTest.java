/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mesura.store.format.States.NOW;
import static org.mesura.store.format.States.told;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.AccountState;
import org.mesura.review.Aside;
import org.mesura.review.Decision;
import org.mesura.review.Reason;
import org.mesura.review.RecentDecisions;
import org.mesura.review.Standing;
import org.mesura.review.Suspension;
import org.mesura.usage.CapRecord;
import org.mesura.usage.Charge;
import org.mesura.usage.Correspondents;
import org.mesura.usage.Ledger;
import org.mesura.usage.SendRecord;
import org.mesura.usage.Sent;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;

class StateFormTest {
    private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

    @Test
    void formShouldGiveBackAnyState() {
        States states = new States(7);
        Set<String> kinds = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            AccountState state = states.next();

            assertThat(told(StateForm.read(StateForm.of(state))))
                    .as("state %s of seed 7", i)
                    .isEqualTo(told(state));
            state.aside().recent().decisions().forEach(recorded -> kinds.add(kind(recorded.decision())));
        }
        assertThat(kinds).as("four verdicts of seven reasons, and accept").hasSize(29);
    }

    /** The third form added a verdict alone. */
    @Test
    void accountStoredInTheSecondFormShouldStillBeRead() {
        States states = new States(8);
        AccountState state = Stream.generate(states::next)
                .filter(any -> any.aside().recent().decisions().stream()
                        .noneMatch(recorded -> recorded.decision() instanceof Decision.Hold))
                .filter(any -> !any.aside().recent().decisions().isEmpty())
                .findFirst()
                .orElseThrow();
        byte[] stored = StateForm.of(state);
        stored[0] = 2;

        assertThat(told(StateForm.read(stored))).isEqualTo(told(state));
    }

    private static String kind(Decision decision) {
        return decision.verdict() + decision.why().map(Reason::id).orElse("");
    }

    @Test
    void recordShouldAnswerAsBeforeWhenItComesBack() {
        SendRecord record = SendRecord.EMPTY;
        Random random = new Random(11);
        Instant now = NOW;
        for (int i = 1; i <= 5_000; i++) {
            now = now.plusMillis(random.nextInt(20_000));
            record = record.with(i, new Charge(1, 1 + random.nextInt(9), 0, 100), now, Limit.LONGEST);
        }
        SendRecord after = StateForm.read(
                        StateForm.of(new AccountState(new Ledger(record, SendRecord.EMPTY), AccountState.NEW.aside())))
                .charged();

        for (Duration window : new Duration[] {Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1)}) {
            Limit limit = new Limit(Measure.RECIPIENTS, record.used(Measure.RECIPIENTS, window, now), window);
            assertThat(after.used(Measure.RECIPIENTS, window, now)).isEqualTo(limit.quantity());
            assertThat(after.freeAt(limit, 1, now)).isEqualTo(record.freeAt(limit, 1, now));
        }
        assertThat(after.knows(5_000)).isTrue();
        assertThat(after.merged()).isNotEqualTo(ImmutableLongArray.of()).isEqualTo(record.merged());
    }

    @Test
    void accountsWithNothingAsideShouldShareThatNothing() {
        assertThat(StateForm.read(StateForm.of(sends(3))).aside()).isSameAs(AccountState.NEW.aside());
    }

    @Test
    void accountOfTenSendsShouldTakeLessThan300Octets() {
        assertThat(StateForm.of(sends(10)).length).isBetween(100, 299);
    }

    private static AccountState sends(int number) {
        Random random = new Random(5);
        SendRecord record = SendRecord.of(
                IntStream.range(0, number)
                        .mapToObj(i -> new Sent(
                                random.nextLong(),
                                NOW.plusSeconds(i * 4_000L + random.nextInt(4_000)),
                                new Charge(1, 3, 2, 3L * random.nextInt(100_000)))),
                ImmutableLongArray.of());
        return new AccountState(new Ledger(record, SendRecord.EMPTY), AccountState.NEW.aside());
    }

    /** A form that changes must get a new version, and the old one must still be read. */
    @Test
    void formShouldStayWhatItIs() {
        Aside none = AccountState.NEW.aside();
        Instant at = Instant.ofEpochSecond(1_000, 5);
        Limit limit = new Limit(Measure.EXTERNAL_RECIPIENTS, 300, Duration.ofSeconds(1));
        AccountState state = new AccountState(
                new Ledger(
                        SendRecord.of(
                                Stream.of(
                                        new Sent(1, Instant.ofEpochMilli(1_000), new Charge(1, 2, 0, 300)),
                                        new Sent(-1, Instant.ofEpochMilli(1_200), new Charge(1, 3, 1, 0))),
                                ImmutableLongArray.of(9)),
                        SendRecord.EMPTY),
                new Aside(
                        none.passed(),
                        SendRecord.EMPTY.with(new Charge(1, 1, 1, 1), Instant.ofEpochMilli(64), Limit.LONGEST),
                        none.attempts(),
                        none.unknown(),
                        none.campaigns(),
                        new Correspondents(
                                ImmutableLongArray.of(8, -2),
                                ImmutableIntArray.of(300, -1),
                                ImmutableLongArray.of(1_000, 1_200)),
                        new RecentDecisions(ImmutableList.of(new RecentDecisions.Recorded(
                                7,
                                at,
                                new Decision.Refuse(new Reason.OverLimit(limit, 4, 5, at), ImmutableList.of())))),
                        new Standing(
                                Optional.of(new Suspension(at, Optional.empty(), Suspension.Cause.ADMINISTRATOR)),
                                Optional.empty()),
                        none.permits()));
        String golden = "03" // version
                + "890b" // charged, refused, recent, standing, correspondents
                + "04" + "d00f" + "0000000000000001" + "010200ac02" // the first send
                + "c801" + "ffffffffffffffff" + "01030100" // the second, 200 ms later
                + "01" + "0000000000000009" // a merged id
                + "03" + "8001" + "01010101" + "00" // a refusal, which has no id
                + "01" + "0000000000000007" + "d00f05" + "03" // one decision: refuse
                + "00" + "02ac02e807" + "04" + "05" + "d00f05" // over limit
                + "01" + "d00f05" + "00" + "02" + "00" // suspended by an administrator
                + "02" + "0000000000000008" + "ac02" + "d00f" // an outsider's message
                + "fffffffffffffffe" + "ffffffff0f" + "9003"; // another's, 200 ms later

        assertThat(HEX.encode(StateForm.of(state))).isEqualTo(golden);
        assertThat(told(StateForm.read(HEX.decode(golden)))).isEqualTo(told(state));
    }

    @Test
    void formOfACapShouldStayWhatItIs() {
        CapRecord cap = new CapRecord(ImmutableSortedMap.of(-1L, 5L, 10L, 300L), 1_000);

        assertThat(HEX.encode(CapForm.of(cap))).isEqualTo("03" + "d00f" + "02" + "0105" + "16ac02");
        assertThat(CapForm.read(CapForm.of(cap))).isEqualTo(cap);
        assertThat(CapForm.read(CapForm.of(CapRecord.EMPTY))).isEqualTo(CapRecord.EMPTY);
    }

    @Test
    void stateCutShortShouldBeRejectedWhereverItIsCut() {
        States states = new States(13);
        for (int i = 0; i < 50; i++) {
            byte[] octets = StateForm.of(states.next());
            for (int length = 0; length < octets.length; length++) {
                byte[] cut = Arrays.copyOf(octets, length);
                assertThatThrownBy(() -> StateForm.read(cut))
                        .as("state %s of seed 13 cut to %s octets", i, length)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void flippedBitsShouldGiveAStateOrBeRejected() {
        States states = new States(17);
        Random random = new Random(17);
        int rejected = 0;
        for (int flip = 0; flip < 20_000; flip++) {
            byte[] octets = StateForm.of(states.next());
            for (int bits = 1 + random.nextInt(3); bits > 0; bits--) {
                octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            }
            rejected += isRejected(octets, "flip " + flip + " of seed 17") ? 1 : 0;
        }
        assertThat(rejected).isBetween(1_000, 19_000);
    }

    /** What was read after all must be of use: it can be asked and written. */
    private static boolean isRejected(byte[] octets, String what) {
        AccountState state;
        try {
            state = StateForm.read(octets);
        } catch (IllegalArgumentException expected) {
            return true;
        }
        assertThat(told(StateForm.read(StateForm.of(state)))).as(what).isEqualTo(told(state));
        return false;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "04" + "00", // a later form
                "00" + "00", // a form before the first
                "01" + "8008", // an eleventh part, which the first form has not
                "03" + "8010", // a twelfth part
                "03" + "8008" + "02" + "0000000000000008" + "ac02" + "d00f", // fewer messages than it says
                "03" + "8008" + "01" + "0000000000000008" + "ffffffff1f" + "d00f", // a hash of more than 32 bits
                "03" + "00" + "00", // something behind the end
                "03" + "01" + "feffffffff7f", // more sends than there are octets
                "03" + "01" + "ffffffffffffffffffffff7f", // a number without end
                "03" + "4000" + "ffffffff0f", // more campaigns than there are octets
                "03" + "01" + "02" + "ffffffffffffffffff01" + "0000000000000001" + "01000000" + "00", // before all time
                "03" + "01" + "02" + "00" + "0000000000000001" + "ffffffffffffffffff01" + "000000" + "00", // negative
            })
    void otherOctetsShouldNotBeTakenForAState(String octets) {
        assertThatThrownBy(() -> StateForm.read(HEX.decode(octets))).isInstanceOf(IllegalArgumentException.class);
    }
}
