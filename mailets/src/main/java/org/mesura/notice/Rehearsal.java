/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.mesura.bulk.ChainLetter;
import org.mesura.bulk.Evidence;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Event;
import org.mesura.review.Reason;
import org.mesura.review.Suspension;
import org.mesura.submission.Sender;
import org.mesura.usage.Charge;
import org.mesura.usage.LimitUsage;
import org.mesura.usage.SendRecord;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;

/**
 * Occasions of every kind and reason, for an institution that offers everything and for one that offers nothing, on
 * which templates are tried before they are used. All variables that templates may name occur in them.
 */
final class Rehearsal {
    static final Instant NOW = Instant.parse("2026-11-24T17:25:00Z");
    private static final ZoneId ZONE = ZoneId.of("America/Bogota");
    static final Limit HOURLY = new Limit(Measure.RECIPIENTS, 500, Duration.ofHours(1));
    static final Cap CAP = Cap.ofInstitution(5_000, Duration.ofDays(1));
    private static final Cap DOMAIN_CAP = Cap.ofDomain("b.example", 1_000, Duration.ofDays(1));
    private static final Limit BYTES = new Limit(Measure.BYTES, 2_000_000_000, Duration.ofDays(1));
    static final Sender ACCOUNT = new Sender("a@b.example");
    private static final Contact SOMEBODY =
            new Contact("Name", Optional.of("a@b.example"), Optional.of("https://b.example/"), Optional.of("1"));
    private static final Optional<Contact> ANY = Optional.of(SOMEBODY);
    private static final ImmutableList<Institution> INSTITUTIONS = ImmutableList.of(
            new Institution(
                    "Name",
                    ZONE,
                    Optional.of("https://b.example/help"),
                    Optional.of("a@b.example"),
                    ANY,
                    ANY,
                    ANY,
                    ANY,
                    ANY),
            new Institution(
                    "Name",
                    ZONE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
    static final Evidence EVIDENCE = new Evidence(NOW.minusSeconds(3600), 163, 163);
    static final Message MESSAGE = new Message(Optional.of("Subject"), NOW.minusSeconds(1), 163);
    private static final SendRecord RECORD =
            SendRecord.EMPTY.with(new Charge(25, 100, 1, 1), NOW.minusSeconds(1), Duration.ofDays(1));
    static final ImmutableList<LimitUsage> USAGE = ImmutableList.of(
            new LimitUsage(HOURLY, 480),
            new LimitUsage(BYTES, 1),
            new LimitUsage(new Limit(Measure.MESSAGES, 30, Duration.ofMinutes(1)), 30),
            new LimitUsage(new Limit(Measure.EXTERNAL_RECIPIENTS, 250, Duration.ofHours(1)), 60));
    private static final ImmutableList<Occasion> OCCASIONS = ImmutableList.of(
            refused(new Reason.OverLimit(HOURLY, 480, 60, NOW.plusSeconds(7_800))),
            refused(new Reason.OverLimit(HOURLY, 260, 60, NOW.plusSeconds(7_800)))
                    .reduced(true),
            refused(new Reason.OverCap(CAP, 4_990, 20, NOW.plusSeconds(7_800))),
            refused(new Reason.OverCap(DOMAIN_CAP, 990, 20, NOW.plusSeconds(7_800))),
            refused(new Reason.NeverFits(HOURLY, 600)),
            refused(new Reason.NeverFits(BYTES, 3_000_000_000L)),
            refused(new Reason.TooManyRecipients(100, 163)),
            refused(new Reason.Bulk(EVIDENCE, 150)),
            occasion(Kind.ADVICE, Optional.of(new Reason.Bulk(EVIDENCE, 50))),
            occasion(Kind.ADVICE, Optional.of(new Reason.VisibleRecipients(30, 25))),
            occasion(Kind.WARNING, Optional.empty()),
            occasion(Kind.WARNING, Optional.empty()).foretoldBy(RECORD),
            announced(Kind.LIFTED, Optional.empty()));
    private static final ImmutableList<Occasion> WAITS = RehearsedWaits.all();
    private static final ImmutableList<Occasion> PERMITS = RehearsedPermits.all();

    private static final ImmutableList<Occasion> SUSPENSIONS = suspensions()
            .flatMap(suspension -> Stream.of(
                    refused(new Reason.Suspended(suspension)),
                    announced(Kind.SUSPENDED, Optional.of(new Reason.Suspended(suspension)))))
            .collect(ImmutableList.toImmutableList());
    private static final ImmutableList<Alert> ALERTS = Stream.of(
                    Stream.of(true, false).flatMap(Rehearsal::alerts),
                    RehearsedNews.all(),
                    Stream.of(
                            new Alert.OfRemoteRefusals(ImmutableList.of("mx.b.example: 3, 550 5.7.1 no"), NOW),
                            chainLetter(10),
                            chainLetter(21),
                            held(Optional.of(EVIDENCE)),
                            held(Optional.empty())))
            .flatMap(alerts -> alerts)
            .collect(ImmutableList.toImmutableList());

    /** Every template by its name, and the media in which it exists. */
    static final ImmutableSetMultimap<String, Medium> PARTS = parts();

    private Rehearsal() {}

    /** What the template {@code name} has to be able to say. */
    static ImmutableList<ImmutableMap<String, Object>> facts(String name, Language language, Words words) {
        Wording wording = new Wording(language, ZONE, words);
        return INSTITUTIONS.stream()
                .flatMap(institution -> Stream.concat(
                        Stream.of(OCCASIONS, SUSPENSIONS, WAITS, PERMITS)
                                .flatMap(ImmutableList::stream)
                                .filter(occasion -> occasion.kind().id().equals(name)
                                        || name.equals(Templates.DSN) && occasion.isReported())
                                .map(occasion -> Facts.of(occasion, institution, wording)),
                        ALERTS.stream()
                                .filter(alert -> name.equals(Templates.ADMINISTRATOR + alert.id()))
                                .map(alert -> AlertFacts.of(alert, institution, wording))))
                .collect(ImmutableList.toImmutableList());
    }

    /** The names of all variables, alone and with the one they belong to: {@code wait}, {@code freeAt.wait}. */
    static ImmutableSet<String> variables(Words words) {
        ImmutableSet.Builder<String> names = ImmutableSet.builder();
        PARTS.keySet().forEach(name -> facts(name, Language.ES, words).forEach(facts -> collect("", facts, names)));
        return names.add(".").build();
    }

    private static void collect(String within, Object value, ImmutableSet.Builder<String> names) {
        if (value instanceof Map<?, ?> facts) {
            facts.forEach((name, fact) -> {
                names.add(within + name).add(name.toString());
                collect(within + name + ".", fact, names);
            });
        }
        if (value instanceof Collection<?> list) {
            list.forEach(item -> collect("", item, names));
        }
    }

    private static ImmutableSetMultimap<String, Medium> parts() {
        ImmutableSetMultimap.Builder<String, Medium> parts = ImmutableSetMultimap.builder();
        Kind.OF_SENDERS.forEach(kind -> parts.putAll(kind.id(), Medium.values()));
        parts.put(Templates.DSN, Medium.TEXT);
        ALERTS.forEach(alert -> parts.putAll(Templates.ADMINISTRATOR + alert.id(), Medium.SUBJECT, Medium.TEXT));
        return parts.build();
    }

    private static Stream<Suspension> suspensions() {
        return Arrays.stream(Suspension.Cause.values())
                .flatMap(cause -> Stream.of(Optional.of(NOW.plusSeconds(3_600)), Optional.<Instant>empty())
                        .map(until -> new Suspension(NOW, until, cause)));
    }

    private static Stream<Alert> alerts(boolean observed) {
        Stream<Event> events = Stream.of(
                new Event.OverAttempted(HOURLY, 660),
                new Event.CapNearlyUsed(CAP, 4_050),
                new Event.CapNearlyUsed(DOMAIN_CAP, 810));
        return Stream.concat(events, suspensions().map(Event.Suspended::new))
                .map(event -> new Alert.OfEvent(event, ACCOUNT, "staff", observed, NOW));
    }

    private static Alert chainLetter(int accounts) {
        ImmutableMap<Sender, Long> reached = IntStream.rangeClosed(1, accounts)
                .boxed()
                .collect(ImmutableMap.toImmutableMap(number -> new Sender("a" + number + "@b.example"), number -> 30L));
        return new Alert.OfChainLetter(new ChainLetter("1f", NOW.minusSeconds(1_680), reached), NOW);
    }

    private static Alert held(Optional<Evidence> campaign) {
        return new Alert.OfHeld(ACCOUNT, "staff", 2, NOW.minusSeconds(600), NOW.plusSeconds(7_800), campaign, NOW);
    }

    private static Occasion announced(Kind kind, Optional<Reason> reason) {
        return new Occasion(kind, ACCOUNT, Optional.empty(), reason, "staff", ImmutableList.of(), NOW);
    }

    private static Occasion refused(Reason reason) {
        return occasion(Kind.ofRefusal(reason), Optional.of(reason));
    }

    private static Occasion occasion(Kind kind, Optional<Reason> reason) {
        return new Occasion(kind, ACCOUNT, Optional.of(MESSAGE), reason, "staff", USAGE, NOW);
    }
}
