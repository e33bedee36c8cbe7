/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import org.mesura.bulk.Evidence;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Reason;
import org.mesura.submission.Sender;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;

/**
 * Occasions of every kind and reason, for an institution that offers everything and for one that offers nothing, on
 * which templates are tried before they are used. All variables that templates may name occur in them.
 */
final class Rehearsal {
    private static final Instant NOW = Instant.parse("2026-11-24T17:25:00Z");
    private static final ZoneId ZONE = ZoneId.of("America/Bogota");
    private static final Limit HOURLY = new Limit(Measure.RECIPIENTS, 500, Duration.ofHours(1));
    private static final Limit BYTES = new Limit(Measure.BYTES, 2_000_000_000, Duration.ofDays(1));
    private static final Contact SOMEBODY =
            new Contact("Name", Optional.of("a@b.example"), Optional.of("https://b.example/"), Optional.of("1"));
    private static final Optional<Contact> ANY = Optional.of(SOMEBODY);
    private static final ImmutableList<Institution> INSTITUTIONS = ImmutableList.of(
            new Institution("Name", ZONE, Optional.of("https://b.example/help"), ANY, ANY, ANY, ANY, ANY),
            new Institution(
                    "Name",
                    ZONE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
    private static final Evidence EVIDENCE = new Evidence(NOW.minusSeconds(3600), 163, 163);
    private static final ImmutableList<Occasion> OCCASIONS = ImmutableList.of(
            refused(new Reason.OverLimit(HOURLY, 480, 60, NOW.plusSeconds(7_800))),
            refused(new Reason.NeverFits(HOURLY, 600)),
            refused(new Reason.NeverFits(BYTES, 3_000_000_000L)),
            refused(new Reason.TooManyRecipients(100, 163)),
            refused(new Reason.Bulk(EVIDENCE, 150)),
            occasion(Kind.ADVICE, Optional.of(new Reason.Bulk(EVIDENCE, 50))),
            occasion(Kind.ADVICE, Optional.of(new Reason.VisibleRecipients(30, 25))),
            occasion(Kind.WARNING, Optional.empty()));

    private Rehearsal() {}

    /** What the template {@code name} has to be able to say. */
    static ImmutableList<ImmutableMap<String, Object>> facts(String name, Language language, Words words) {
        Wording wording = new Wording(language, ZONE, words);
        return OCCASIONS.stream()
                .filter(occasion -> occasion.kind().id().equals(name)
                        || name.equals(Templates.DSN) && occasion.kind().isRefusal())
                .flatMap(occasion -> INSTITUTIONS.stream().map(institution -> Facts.of(occasion, institution, wording)))
                .collect(ImmutableList.toImmutableList());
    }

    /** The names of all variables, alone and with the one they belong to: {@code wait}, {@code freeAt.wait}. */
    static ImmutableSet<String> variables(Words words) {
        ImmutableSet.Builder<String> names = ImmutableSet.builder();
        for (Kind kind : Kind.values()) {
            facts(kind.id(), Language.ES, words).forEach(facts -> collect("", facts, names));
        }
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

    private static Occasion refused(Reason reason) {
        return occasion(Kind.ofRefusal(reason), Optional.of(reason));
    }

    private static Occasion occasion(Kind kind, Optional<Reason> reason) {
        return new Occasion(
                kind,
                new Sender("a@b.example"),
                new Message(Optional.of("Subject"), NOW.minusSeconds(1), 163),
                reason,
                "staff",
                ImmutableList.of(
                        new LimitUsage(HOURLY, 480),
                        new LimitUsage(BYTES, 1),
                        new LimitUsage(new Limit(Measure.MESSAGES, 30, Duration.ofMinutes(1)), 30),
                        new LimitUsage(new Limit(Measure.EXTERNAL_RECIPIENTS, 250, Duration.ofHours(1)), 60)),
                NOW);
    }
}
