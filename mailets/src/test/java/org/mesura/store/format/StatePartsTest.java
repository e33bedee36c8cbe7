/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mesura.store.format.States.NOW;
import static org.mesura.store.format.States.told;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.mesura.policy.Limit;
import org.mesura.review.AccountState;
import org.mesura.usage.Charge;
import org.mesura.usage.Ledger;
import org.mesura.usage.SendRecord;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;

class StatePartsTest {
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
        ImmutableSortedMap<Integer, byte[]> changed = next.octetsSince(before);
        there.keySet()
                .removeAll(Sets.difference(
                        Map.copyOf(there).keySet(), next.octets().keySet()));
        there.putAll(changed);
        return changed.values().stream().mapToInt(octets -> octets.length).sum();
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
            assertThat(read.settled()).as("state %s of seed 17", i).isEqualTo(parts.settled());
            assertThat(read.octets()).as("state %s of seed 17", i).containsExactlyEntriesOf(parts.octets());
        }
    }

    @Test
    void storeThatIsToldOfChangesShouldHaveTheAccount() {
        States states = new States(19);
        for (int i = 0; i < 50; i++) {
            there.clear();
            StateParts parts = StateParts.whole(AccountState.NEW);
            Instant now = NOW;
            for (int change = 0; change < 100; change++) {
                now = now.plusSeconds(random.nextInt(600));
                SendRecord record = parts.state().charged();
                AccountState next =
                        switch (random.nextInt(20)) {
                            case 0 -> states.next();
                            case 1 -> with(parts.state(), record.asOf(now.minusSeconds(3_600)));
                            case 2 -> with(states.next(), record);
                            default -> with(parts.state(), more(record, now, Duration.ofHours(1)));
                        };
                StateParts divided = parts.next(next);
                write(parts, divided);
                parts = divided;
                StateParts read = StateParts.read(StateParts.VERSION, ImmutableSortedMap.copyOf(there));

                assertThat(told(read.state()))
                        .as("change %s of account %s", change, i)
                        .isEqualTo(told(next));
                assertThat(parts.octets())
                        .as("change %s of account %s", change, i)
                        .containsExactlyEntriesOf(new TreeMap<>(there));
            }
        }
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

        assertThat(next.octetsSince(read)).containsOnlyKeys(LATER);
        assertThat(next.settled()).isEqualTo(95);
    }

    @Test
    void whatIsSharedShouldNotBeWritten() {
        StateParts parts = StateParts.whole(charged(more(SendRecord.EMPTY, NOW, Limit.LONGEST)));

        assertThat(parts.next(parts.state()).octetsSince(parts)).isEmpty();
        assertThat(parts.octetsSince(StateParts.whole(AccountState.NEW))).containsOnlyKeys(EARLIER);
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
