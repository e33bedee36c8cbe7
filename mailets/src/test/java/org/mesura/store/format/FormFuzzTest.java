/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.hold.Mails.ANA;
import static org.mesura.store.format.States.NOW;
import static org.mesura.store.format.States.told;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.mesura.fuzz.Cases;
import org.mesura.fuzz.Damage;
import org.mesura.hold.HeldCopy;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HeldRun;
import org.mesura.hold.SizedMail;
import org.mesura.hold.Waits;
import org.mesura.journal.Act;
import org.mesura.journal.Judged;
import org.mesura.notice.NoticeHistory;
import org.mesura.review.AccountState;
import org.mesura.review.PermitUse;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.CapRecord;
import org.mesura.usage.Charge;
import org.mesura.usage.SendRecord;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.sun.management.ThreadMXBean;

/**
 * Of octets that were damaged a value is read that can be written and read again, or an {@link IllegalArgumentException} says
 * that they are none, as this room promises; and no more memory is taken than a multiple of the octets' length.
 */
class FormFuzzTest {
    private static final int CASES = 8_000;
    /** What a value takes for each of its octets, and what to read it takes in any case. */
    private static final long MEMORY_EACH = 600;

    private static final long MEMORY = 400_000;
    private static final SubmissionId ID = new SubmissionId("Mail-1");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A form: how values are drawn, written and read, and what of them can be compared. */
    private record Kind<T>(
            String name,
            Function<Random, T> drawn,
            Function<T, byte[]> form,
            Function<byte[], T> reading,
            Function<T, ?> told) {
        private byte[] octets(Random random) {
            return form.apply(drawn.apply(random));
        }

        /** Whether it is what was written. */
        private boolean isReadBack(Random random) {
            T value = drawn.apply(random);
            return told.apply(reading.apply(form.apply(value))).equals(told.apply(value));
        }

        /** Whether something is read of {@code octets}. */
        private boolean isRead(byte[] octets) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            T value;
            try {
                value = reading.apply(octets);
            } catch (IllegalArgumentException rejected) {
                return false;
            } finally {
                assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                        .as("octets of memory for %s octets of %s", octets.length, name)
                        .isLessThan(MEMORY + MEMORY_EACH * octets.length);
            }
            assertThat(told.apply(reading.apply(form.apply(value)))).as(name).isEqualTo(told.apply(value));
            return true;
        }
    }

    private static final ImmutableList<Kind<?>> KINDS = ImmutableList.of(
            new Kind<AccountState>(
                    "account",
                    random -> new States(random.nextLong()).next(),
                    StateForm::of,
                    StateForm::read,
                    States::told),
            new Kind<>("cap", FormFuzzTest::cap, CapForm::of, CapForm::read, cap -> cap),
            new Kind<>(
                    "held mail", FormFuzzTest::mail, HeldForm::of, octets -> HeldForm.read(ID, octets), mail -> mail),
            new Kind<>("run", FormFuzzTest::run, RunForm::of, octets -> RunForm.read(ANA, octets), run -> run),
            new Kind<Act>("act", FormFuzzTest::act, JournalForm::of, JournalForm::act, act -> act),
            new Kind<Judged>("judged", FormFuzzTest::judged, JournalForm::of, JournalForm::judged, judged -> judged),
            new Kind<NoticeHistory>(
                    "notices", FormFuzzTest::notices, NoticeForm::of, NoticeForm::history, NoticeHistory::written),
            new Kind<Instant>(
                    "instant", FormFuzzTest::instant, NoticeForm::of, NoticeForm::instant, instant -> instant));

    @Test
    void damagedOctetsShouldGiveAValueOfUseOrBeRejected() throws Exception {
        int[] read = new int[KINDS.size()];
        int[] rejected = new int[KINDS.size()];
        Cases.each(CASES, random -> {
            int index = random.nextInt(KINDS.size());
            Kind<?> kind = KINDS.get(index);
            assertThat(kind.isReadBack(random)).as(kind.name()).isTrue();
            // also what another kind of value looks like
            byte[] other = KINDS.get(random.nextInt(KINDS.size())).octets(random);
            byte[] damaged = new Damage(random).of(kind.octets(random), other);
            (kind.isRead(damaged) ? read : rejected)[index]++;
        });
        if (Arrays.stream(read).sum() + Arrays.stream(rejected).sum() >= CASES) {
            assertThat(rejected).as("some of each kind are rejected").doesNotContain(0);
            assertThat(read).as("some of each kind are read").doesNotContain(0);
        }
    }

    @Test
    void damagedPartsShouldGiveAStateOfUseOrBeRejected() throws Exception {
        Cases.each(CASES / 4, random -> {
            AccountState state = new States(random.nextLong()).next();
            ImmutableSortedMap.Builder<Integer, byte[]> parts = ImmutableSortedMap.naturalOrder();
            SendRecord charged = state.charged();
            new StateParts(state, charged.size() - random.nextInt(charged.size() + 1))
                    .octets()
                    .forEach((part, octets) -> parts.put(
                            random.nextInt(20) == 0 ? part + 20 : part,
                            random.nextInt(3) == 0 ? new Damage(random).of(octets, octets) : octets));
            try {
                AccountState read = StateParts.read(
                                random.nextInt(4) > 0 ? StateParts.VERSION : random.nextInt(6), parts.buildOrThrow())
                        .state();
                assertThat(told(StateForm.read(StateForm.of(read)))).isEqualTo(told(read));
            } catch (IllegalArgumentException rejected) {
                assertThat(rejected).hasMessageNotContaining("null");
            }
        });
    }

    private static CapRecord cap(Random random) {
        ImmutableSortedMap.Builder<Long, Long> slices = ImmutableSortedMap.naturalOrder();
        long number = random.nextInt();
        for (int slice = random.nextInt(200); slice > 0; slice--) {
            number += 1 + random.nextInt(5);
            slices.put(number, (long) random.nextInt(10_000));
        }
        return new CapRecord(slices.buildOrThrow(), random.nextInt(4) == 0 ? Long.MIN_VALUE : random.nextLong());
    }

    private static SizedMail mail(Random random) {
        Instant until = instant(random);
        List<Waits> waits =
                List.of(new Waits.ForTurn(until), new Waits.ForDecision(until), new Waits.ForLifting(until));
        HeldMail mail = new HeldMail(
                ID,
                new Sender("ñandú" + random.nextInt() + "@alcaldia.example"),
                waits.get(random.nextInt(waits.size())),
                instant(random),
                new Charge(1, random.nextInt(500), random.nextInt(500), random.nextInt(1 << 30)),
                maybe(random, new PermitUse("feria", random.nextInt(9), random.nextInt(99), random.nextInt(999))),
                "over-limit",
                new HeldCopy("file://var/mail/mesura-held/", "Mail-" + random.nextInt(), "transport"));
        return new SizedMail(mail, random.nextInt(1 << 30));
    }

    private static HeldRun run(Random random) {
        return new HeldRun(
                ANA,
                instant(random),
                0,
                random.nextInt(99),
                random.nextInt(99),
                maybe(random, instant(random)),
                random.nextBoolean());
    }

    private static Act act(Random random) {
        return new Act(
                instant(random),
                maybe(random, "olga"),
                "127.0.0.1",
                "PUT /mesura/accounts/" + random.nextInt(),
                maybe(random, ANA),
                maybe(random, "año"));
    }

    private static Judged judged(Random random) {
        return new Judged(
                instant(random),
                Judged.Where.values()[random.nextInt(Judged.Where.values().length)],
                ANA,
                "Mail-" + random.nextInt(),
                "refuse",
                random.nextBoolean(),
                "over-limit",
                new Judged.Figures(
                        maybe(random, "messages per 1h"),
                        maybe(random, random.nextLong() >>> 1),
                        maybe(random, random.nextLong() >>> 1),
                        maybe(random, 7L),
                        maybe(random, instant(random))),
                random.nextInt(99),
                random.nextInt(99),
                "staff");
    }

    private static NoticeHistory notices(Random random) {
        ImmutableList.Builder<NoticeHistory.Written> written = ImmutableList.builder();
        for (int notice = random.nextInt(6); notice > 0; notice--) {
            written.add(new NoticeHistory.Written(instant(random), "refused ñ " + random.nextInt(9)));
        }
        return new NoticeHistory(written.build());
    }

    private static Instant instant(Random random) {
        return NOW.plusSeconds(random.nextInt()).plusNanos(random.nextInt(1_000_000_000));
    }

    private static <T> Optional<T> maybe(Random random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }
}
