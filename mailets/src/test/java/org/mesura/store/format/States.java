/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.mesura.bulk.Campaign;
import org.mesura.bulk.Campaigns;
import org.mesura.bulk.Consensus;
import org.mesura.bulk.Evidence;
import org.mesura.bulk.Footers;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
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
import org.mesura.usage.Charge;
import org.mesura.usage.Correspondents;
import org.mesura.usage.Ledger;
import org.mesura.usage.SendRecord;
import org.mesura.usage.Sent;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;

/** Accounts of every kind, made at random. */
public final class States {
    public static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final Random random;

    public States(long seed) {
        this.random = new Random(seed);
    }

    /** Everything that can be told of a state, for comparing: records of sends have no equality of their own. */
    public static List<Object> told(AccountState state) {
        Aside aside = state.aside();
        List<Object> told = new ArrayList<>();
        Stream.of(
                        state.charged(),
                        state.ledger().reserved(),
                        aside.passed(),
                        aside.refused(),
                        aside.attempts(),
                        aside.unknown())
                .forEach(record -> told.add(
                        List.of(record.sent(), record.merged(), record.used(Measure.BYTES, Duration.ofHours(1), NOW))));
        Stream.of(
                        aside.campaigns().footers().different(),
                        aside.campaigns().footers().latest())
                .forEach(endings ->
                        told.add(endings.stream().map(Arrays::toString).toList()));
        told.addAll(List.of(
                aside.campaigns().all(), aside.correspondents(), aside.recent(), aside.standing(), aside.permits()));
        return told;
    }

    public AccountState next() {
        Ledger ledger = new Ledger(record(NOW.minusSeconds(86_400)), seldom(() -> record(NOW), SendRecord.EMPTY));
        if (random.nextInt(4) == 0) {
            return new AccountState(ledger, AccountState.NEW.aside());
        }
        return new AccountState(ledger, aside());
    }

    private Aside aside() {
        return new Aside(
                seldom(() -> record(NOW.minusSeconds(5_000)), SendRecord.EMPTY),
                seldom(this::refused, SendRecord.EMPTY),
                seldom(() -> record(NOW.minusSeconds(5_000)), SendRecord.EMPTY),
                seldom(() -> record(NOW.minusSeconds(5_000)), SendRecord.EMPTY),
                seldom(() -> Campaigns.of(some(3, this::campaign), footers()), Campaigns.NONE),
                seldom(this::correspondents, Correspondents.NONE),
                new RecentDecisions(some(5, () -> new Recorded(random.nextLong(), instant(), decision()))),
                seldom(() -> new Standing(maybe(this::suspension), maybe(this::instant)), Standing.GOOD),
                seldom(this::permits, Permits.NONE));
    }

    private SendRecord record(Instant from) {
        return SendRecord.of(
                IntStream.range(0, random.nextInt(30))
                        .mapToObj(i ->
                                new Sent(random.nextLong(), from.plusMillis(random.nextInt(86_400_000)), charge())),
                longs(random.nextInt(3)));
    }

    /** Refusals are counted without an id. */
    private SendRecord refused() {
        SendRecord refused = SendRecord.EMPTY;
        for (int i = random.nextInt(5); i >= 0; i--) {
            refused = refused.with(charge(), NOW.minusSeconds(i), Limit.LONGEST);
        }
        return refused;
    }

    private Charge charge() {
        return new Charge(random.nextInt(2), random.nextInt(500), random.nextInt(300), random.nextInt(1 << 30));
    }

    private Campaign campaign() {
        int reached = random.nextInt(20);
        return new Campaign(
                random.nextLong(),
                maybe(() -> Consensus.ofOctets(octets())),
                longs(reached),
                longs(reached),
                longs(random.nextInt(4)));
    }

    private byte[] octets() {
        byte[] octets = new byte[Consensus.OCTETS];
        random.nextBytes(octets);
        return octets;
    }

    private short[] ending() {
        return new short[] {(short) random.nextInt(), (short) random.nextInt()};
    }

    private Footers footers() {
        return Footers.of(some(3, this::ending), some(3, this::ending));
    }

    private Correspondents correspondents() {
        int messages = random.nextInt(20);
        return new Correspondents(longs(messages), ImmutableIntArray.copyOf(random.ints(messages)), longs(messages));
    }

    private Decision decision() {
        return switch (random.nextInt(5)) {
            case 0 -> new Decision.Accept(ImmutableList.of(), maybe(this::use));
            case 1 -> new Decision.Advise(reason(), ImmutableList.of(), maybe(this::use));
            case 2 -> new Decision.Defer(instant(), reason(), ImmutableList.of(), maybe(this::use));
            case 3 -> new Decision.Hold(instant(), reason(), ImmutableList.of());
            default -> new Decision.Refuse(reason(), ImmutableList.of());
        };
    }

    private Reason reason() {
        return switch (random.nextInt(7)) {
            case 0 -> new Reason.OverLimit(limit(), quantity(), quantity(), instant());
            case 1 -> new Reason.OverCap(cap(), quantity(), quantity(), instant());
            case 2 -> new Reason.Suspended(suspension());
            case 3 -> new Reason.NeverFits(limit(), quantity());
            case 4 -> new Reason.TooManyRecipients(random.nextInt(500), random.nextInt(Integer.MAX_VALUE));
            case 5 -> new Reason.Bulk(new Evidence(instant(), quantity(), quantity()), quantity());
            default -> new Reason.VisibleRecipients(random.nextInt(500), random.nextInt(500));
        };
    }

    private Limit limit() {
        Measure[] measures = Measure.values();
        return new Limit(
                measures[random.nextInt(measures.length)],
                1 + random.nextInt(10_000),
                Duration.ofMillis(100 + random.nextInt(1_000_000_000)));
    }

    private Cap cap() {
        return random.nextBoolean()
                ? Cap.ofInstitution(1 + quantity(), Duration.ofDays(1))
                : Cap.ofDomain("alcaldía.example", 1 + quantity(), Duration.ofHours(1));
    }

    private Suspension suspension() {
        Suspension.Cause[] causes = Suspension.Cause.values();
        return new Suspension(instant(), maybe(this::instant), causes[random.nextInt(causes.length)]);
    }

    private PermitUse use() {
        return new PermitUse("congreso", quantity(), quantity(), quantity());
    }

    private Permits permits() {
        Permit permit = new Permit(
                "p" + random.nextInt(9),
                new Sender("ana@alcaldia.example"),
                NOW.minusSeconds(1 + random.nextInt(9_000)),
                NOW.plusNanos(random.nextInt(9_000)),
                1 + quantity(),
                1 + random.nextInt(500),
                "año nuevo",
                "");
        return new Permits(
                ImmutableMap.of(permit.id(), permit), ImmutableMap.of(permit.id(), quantity(), "other", quantity()));
    }

    private ImmutableLongArray longs(int count) {
        return ImmutableLongArray.copyOf(random.longs(count));
    }

    private long quantity() {
        return random.nextInt(1_000_000);
    }

    private Instant instant() {
        return NOW.plusSeconds(random.nextInt(2_000_000) - 1_000_000L).plusNanos(random.nextInt(1_000_000_000));
    }

    private <T> ImmutableList<T> some(int most, Supplier<T> one) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(i -> one.get())
                .collect(ImmutableList.toImmutableList());
    }

    private <T> T seldom(Supplier<T> one, T otherwise) {
        return random.nextInt(3) == 0 ? one.get() : otherwise;
    }

    private <T> Optional<T> maybe(Supplier<T> one) {
        return random.nextBoolean() ? Optional.of(one.get()) : Optional.empty();
    }
}
