/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

import org.mesura.bulk.Evidence;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.Presets;
import org.mesura.review.Reason;
import org.mesura.submission.Sender;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** The occasions of the golden notices: a city hall in Bogotá, a Tuesday at 12:25. */
final class Examples {
    static final Instant NOW = Instant.parse("2026-11-24T17:25:00Z");
    static final ZoneId ZONE = ZoneId.of("America/Bogota");
    static final Limit HOURLY = new Limit(Measure.RECIPIENTS, 500, Duration.ofHours(1));
    static final Limit BYTES = new Limit(Measure.BYTES, 2_000_000_000, Duration.ofDays(1));
    static final Institution CITY_HALL = new Institution(
            "Alcaldía de Ejemplo",
            ZONE,
            Optional.of("https://intranet.alcaldia.example/uso-adecuado"),
            Optional.of(new Contact(
                    "Mesa de ayuda",
                    Optional.of("mesa.ayuda@alcaldia.example"),
                    Optional.empty(),
                    Optional.of("ext. 1234"))),
            Optional.of(contact("Listas de la Alcaldía", "listas@alcaldia.example")),
            Optional.of(new Contact(
                    "Boletines",
                    Optional.empty(),
                    Optional.of("https://boletines.alcaldia.example/"),
                    Optional.empty())),
            Optional.of(new Contact(
                    "Nube municipal",
                    Optional.empty(),
                    Optional.of("https://nube.alcaldia.example/"),
                    Optional.empty())),
            Optional.of(contact("Prensa", "prensa@alcaldia.example")));
    static final Institution BARE = new Institution(
            "Alcaldía de Ejemplo",
            ZONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    static final Reason OVER_LIMIT = new Reason.OverLimit(HOURLY, 480, 60, NOW.plus(Duration.ofMinutes(130)));

    /** Every kind and reason by the name of its golden files. */
    static final ImmutableMap<String, Occasion> ALL = ImmutableMap.<String, Occasion>builder()
            .put("refused-over-limit", occasion(Kind.REFUSED, 60, OVER_LIMIT))
            .put("refused-never-fits", occasion(Kind.REFUSED, 620, new Reason.NeverFits(HOURLY, 620)))
            .put("refused-too-heavy", occasion(Kind.REFUSED, 90, new Reason.NeverFits(BYTES, 2_250_000_000L)))
            .put("refused-too-many-recipients", occasion(Kind.REFUSED, 163, new Reason.TooManyRecipients(100, 163)))
            .put("bulk-refused", occasion(Kind.BULK_REFUSED, 20, new Reason.Bulk(campaign(163), 150)))
            .put("advice-bulk", occasion(Kind.ADVICE, 20, new Reason.Bulk(campaign(63), 50)))
            .put("advice-visible-recipients", occasion(Kind.ADVICE, 32, new Reason.VisibleRecipients(30, 25)))
            .put("warning", warning())
            .buildOrThrow();

    private Examples() {}

    static Occasion occasion(Kind kind, int recipients, Reason reason) {
        return about(
                new Message(Optional.of("Convocatoria: jornada de puertas abiertas"), NOW, recipients), kind, reason);
    }

    static Occasion about(Message message, Kind kind, Reason reason) {
        return new Occasion(
                kind, new Sender("ana@alcaldia.example"), message, Optional.of(reason), "staff", usage(480), NOW);
    }

    static Occasion warning() {
        Message message = new Message(Optional.of("Acta de la reunión del lunes"), NOW, 12);
        return new Occasion(
                Kind.WARNING, new Sender("ana@alcaldia.example"), message, Optional.empty(), "staff", usage(412), NOW);
    }

    /** An account of the staff that used so many recipients in the last hour, and more of other things before. */
    private static ImmutableList<LimitUsage> usage(long recipients) {
        ImmutableMap<String, Long> used = ImmutableMap.of(
                "messages per 1h", 41L,
                "messages per 1d", 63L,
                "recipients per 1h", recipients,
                "recipients per 1d", 655L,
                "external recipients per 1h", 35L,
                "external recipients per 1d", 60L,
                "bytes per 1d", 431_500_000L);
        return Presets.byName().get("staff").limits().stream()
                .map(limit -> new LimitUsage(limit, used.getOrDefault(limit.name(), 0L)))
                .collect(ImmutableList.toImmutableList());
    }

    private static Evidence campaign(long recipients) {
        return new Evidence(NOW.minus(Duration.ofMinutes(103)), 9, recipients);
    }

    private static Contact contact(String name, String address) {
        return new Contact(name, Optional.of(address), Optional.empty(), Optional.empty());
    }
}
