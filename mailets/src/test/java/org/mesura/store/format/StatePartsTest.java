/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mesura.store.format.States.NOW;
import static org.mesura.store.format.States.told;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.policy.Limit;
import org.mesura.review.AccountState;
import org.mesura.usage.Charge;
import org.mesura.usage.Ledger;
import org.mesura.usage.SendRecord;
import org.mesura.usage.Sent;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.ImmutableLongArray;

class StatePartsTest {
    private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();
    private static final Integer EARLIER = 0;
    private static final Integer LATER = 11;

    private final Random random = new Random(31);
    /** What a store has that is told of each part that changed and of each that is empty now. */
    private final Map<Integer, byte[]> there = new TreeMap<>();

    private static AccountState charged(SendRecord record) {
        return new AccountState(new Ledger(record, SendRecord.EMPTY), AccountState.NEW.aside());
    }

    private static AccountState with(AccountState state, SendRecord record) {
        return new AccountState(new Ledger(record, state.ledger().reserved()), state.aside());
    }

    private SendRecord more(SendRecord record, Instant at, Duration keep) {
        return record.with(random.nextLong(), new Charge(1, 3, 2, random.nextInt(90_000)), at, keep);
    }

    /** How many octets were written. */
    private int write(StateParts before, StateParts next) {
        List<StatePart> changes = next.changesSince(before);
        for (StatePart part : changes) {
            if (part.isGone()) {
                assertThat(there.remove(part.number())).as("what is deleted").isNotNull();
            } else {
                there.put(part.number(), part.octets());
            }
        }
        return changes.stream().mapToInt(part -> part.octets().length).sum();
    }

    @Test
    void octetsShouldGiveBackAnyStateHoweverItsSendsAreDivided() {
        States states = new States(17);
        for (int i = 0; i < 500; i++) {
            AccountState state = states.next();
            StateParts parts =
                    new StateParts(state, random.nextInt(state.charged().size() + 1));
            StateParts read = StateParts.read(StateParts.VERSION, parts.octets());

            assertThat(told(read.state())).as("state %s of seed 17", i).isEqualTo(told(state));
            assertThat(read.earlier()).as("state %s of seed 17", i).isEqualTo(parts.earlier());
            assertThat(read.octets()).as("state %s of seed 17", i).containsExactlyEntriesOf(parts.octets());
        }
    }

    @ParameterizedTest(name = "a message each {0} s, windows of {1}")
    @CsvSource({"600, PT1H", "60, PT24H"})
    void storeThatIsToldOfChangesShouldHaveTheAccount(int seconds, Duration keep) {
        States states = new States(19);
        int anew = 0;
        for (int i = 0; i < 12; i++) {
            there.clear();
            StateParts parts = StateParts.whole(AccountState.NEW);
            Instant now = NOW;
            for (int change = 0; change < 400; change++) {
                now = now.plusSeconds(random.nextInt(seconds));
                SendRecord record = parts.state().charged();
                AccountState next =
                        switch (random.nextInt(200)) {
                            case 0 -> states.next();
                            case 1 -> with(parts.state(), record.asOf(now.minusSeconds(3_600)));
                            case 2, 3, 4 -> with(states.next(), record);
                            default -> with(parts.state(), more(record, now, keep));
                        };
                StateParts divided = parts.next(next);
                write(parts, divided);
                anew += divided.earlier() == next.charged().size() ? 1 : 0;
                parts = divided;
                StateParts read = StateParts.read(StateParts.VERSION, ImmutableSortedMap.copyOf(there));

                assertThat(told(read.state()))
                        .as("change %s of account %s, seeds 19 and 31", change, i)
                        .isEqualTo(told(next));
                assertThat(parts.octets())
                        .as("change %s of account %s, seeds 19 and 31", change, i)
                        .containsExactlyEntriesOf(new TreeMap<>(there));
            }
        }
        assertThat(anew).as("some were written whole, most not").isBetween(100, 2_400);
    }

    @Test
    void sendOfWhoSentMuchShouldWriteLittle() {
        StateParts parts = StateParts.whole(AccountState.NEW);
        long written = 0;
        for (int send = 0; send < 1_000; send++) {
            StateParts next =
                    parts.next(charged(more(parts.state().charged(), NOW.plusSeconds(send), Duration.ofDays(1))));
            int octets = write(parts, next);
            written += send < 500 ? 0 : octets;
            parts = next;
        }
        int whole = StateParts.whole(parts.state()).octets().get(EARLIER).length;

        assertThat(written / 500)
                .as("of %s octets that the record has, each of its last 500 sends wrote", whole)
                .isLessThan(whole / 12);
        assertThat(there).containsKeys(EARLIER, LATER);
    }

    @Test
    void serverThatReadAnAccountShouldWriteOnlyWhatIsNew() {
        SendRecord record = SendRecord.EMPTY;
        for (int send = 0; send < 100; send++) {
            record = more(record, NOW.plusSeconds(send), Duration.ofDays(1));
        }
        StateParts read = StateParts.read(StateParts.VERSION, new StateParts(charged(record), 95).octets());
        StateParts next = read.next(charged(more(read.state().charged(), NOW.plusSeconds(100), Duration.ofDays(1))));

        assertThat(next.changesSince(read)).extracting(StatePart::number).containsExactly(LATER);
        assertThat(next.earlier()).isEqualTo(95);
    }

    @Test
    void whatIsSharedShouldNotBeWritten() {
        StateParts parts = StateParts.whole(charged(more(SendRecord.EMPTY, NOW, Limit.LONGEST)));

        assertThat(parts.next(parts.state()).changesSince(parts)).isEmpty();
        assertThat(parts.changesSince(StateParts.whole(AccountState.NEW)))
                .extracting(StatePart::number)
                .containsExactly(EARLIER);
        assertThat(StateParts.whole(AccountState.NEW).octets()).isEmpty();
    }

    @Test
    void partsOfANewerFormShouldBeRejected() {
        ImmutableSortedMap<Integer, byte[]> parts = StateParts.whole(
                        charged(more(SendRecord.EMPTY, NOW, Limit.LONGEST)))
                .octets();

        assertThatThrownBy(() -> StateParts.read(StateParts.VERSION + 1, parts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("form 5, known are those up to 4");
    }

    @ParameterizedTest
    @ValueSource(ints = {-64, -1, 12, 64})
    void partThatThereIsNotShouldBeRejected(int part) {
        byte[] record = StateParts.whole(charged(more(SendRecord.EMPTY, NOW, Limit.LONGEST)))
                .octets()
                .get(EARLIER);

        assertThatThrownBy(() -> StateParts.read(StateParts.VERSION, ImmutableSortedMap.of(part, record)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown parts");
    }

    /** A form that changes must get a new version, and the old one must still be read. */
    @Test
    void formShouldStayWhatItIs() {
        SendRecord record = SendRecord.of(
                Stream.of(
                        new Sent(1, Instant.ofEpochMilli(1_000), new Charge(1, 2, 0, 300)),
                        new Sent(-1, Instant.ofEpochMilli(1_200), new Charge(1, 3, 1, 0))),
                ImmutableLongArray.of(9));
        ImmutableSortedMap<Integer, String> golden = ImmutableSortedMap.of(
                EARLIER,
                "02" + "d00f" + "0000000000000001" + "010200ac02" + "01" + "0000000000000009",
                LATER,
                "02" + "e012" + "ffffffffffffffff" + "01030100" + "00");
        StateParts parts = new StateParts(charged(record), 1);

        assertThat(StateParts.VERSION).isEqualTo(4);
        assertThat(Maps.transformValues(parts.octets(), HEX::encode)).isEqualTo(golden);
        StateParts read = StateParts.read(4, ImmutableSortedMap.copyOf(Maps.transformValues(golden, HEX::decode)));
        assertThat(told(read.state())).isEqualTo(told(parts.state()));
        assertThat(read.earlier()).isEqualTo(1);
    }

    @Test
    void laterSendsThatAreNoneShouldBeRejected() {
        Sent early = new Sent(1, NOW, new Charge(1, 1, 1, Long.MAX_VALUE));
        Sent late = new Sent(2, NOW.plusSeconds(1), new Charge(1, 1, 1, 1));
        StateParts one = StateParts.whole(charged(SendRecord.of(Stream.of(early), ImmutableLongArray.of())));
        StateParts other = StateParts.whole(charged(SendRecord.of(Stream.of(late), ImmutableLongArray.of())));

        assertThatThrownBy(() -> StateParts.read(4, both(other, one)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("later sends that are earlier");
        assertThatThrownBy(() -> StateParts.read(4, both(one, other)))
                .as("more octets than a number holds")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StateParts(one.state(), 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ImmutableSortedMap<Integer, byte[]> both(StateParts earlier, StateParts later) {
        return ImmutableSortedMap.of(
                EARLIER, earlier.octets().get(EARLIER), LATER, later.octets().get(EARLIER));
    }

    @Test
    void partsOfTheFormBeforeShouldBeReadWhichHadNoLaterSends() {
        SendRecord record = more(more(SendRecord.EMPTY, NOW, Limit.LONGEST), NOW, Limit.LONGEST);
        AccountState state = charged(record);

        assertThat(told(StateParts.read(3, StateParts.whole(state).octets()).state()))
                .isEqualTo(told(state));
        assertThatThrownBy(() -> StateParts.read(3, new StateParts(state, 1).octets()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown parts");
    }
}
