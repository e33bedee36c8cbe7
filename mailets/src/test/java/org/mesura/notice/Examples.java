/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.IntStream;

import org.mesura.bulk.ChainLetter;
import org.mesura.bulk.Evidence;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.Presets;
import org.mesura.review.Event;
import org.mesura.review.Reason;
import org.mesura.review.Suspension;
import org.mesura.review.Suspension.Cause;
import org.mesura.submission.Sender;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** The occasions of the golden notices: a city hall in Bogotá, a Tuesday at 12:25. */
final class Examples {
    static final Instant NOW = Instant.parse("2026-11-24T17:25:00Z");
    static final ZoneId ZONE = ZoneId.of("America/Bogota");
    static final Limit HOURLY = new Limit(Measure.RECIPIENTS, 500, Duration.ofHours(1));
    static final Cap CAP = Cap.ofInstitution(5_000, Duration.ofDays(1));
    static final Sender ANA = new Sender("ana@alcaldia.example");
    static final Instant LATER = NOW.plus(Duration.ofHours(1));
    static final Instant FREE = NOW.plus(Duration.ofMinutes(130));
    static final Limit BYTES = new Limit(Measure.BYTES, 2_000_000_000, Duration.ofDays(1));
    static final Institution CITY_HALL = new Institution(
            "Alcaldía de Ejemplo",
            ZONE,
            Optional.of("https://intranet.alcaldia.example/uso-adecuado"),
            Optional.of("correo@alcaldia.example"),
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
            Optional.empty(),
            Optional.empty());

    static final Reason OVER_LIMIT = new Reason.OverLimit(HOURLY, 480, 60, FREE);

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
            .put("refused-over-cap", occasion(Kind.REFUSED, 60, new Reason.OverCap(CAP, 4_970, 60, FREE)))
            .put("suspended-attempts", announced(new Suspension(NOW, Optional.of(LATER), Cause.ATTEMPTS)))
            .put("suspended-unknown", announced(new Suspension(NOW, Optional.empty(), Cause.UNKNOWN_RECIPIENTS)))
            .put(
                    "suspended-message",
                    occasion(
                            Kind.SUSPENDED,
                            60,
                            new Reason.Suspended(new Suspension(NOW, Optional.of(LATER), Cause.UNKNOWN_RECIPIENTS))))
            .put(
                    "suspended-message-administrator",
                    occasion(
                            Kind.SUSPENDED,
                            60,
                            new Reason.Suspended(new Suspension(NOW, Optional.empty(), Cause.ADMINISTRATOR))))
            .put(
                    "lifted",
                    new Occasion(
                            Kind.LIFTED, ANA, Optional.empty(), Optional.empty(), "staff", ImmutableList.of(), NOW))
            .buildOrThrow();

    /** Every alert by the name of its golden files. */
    static final ImmutableMap<String, Alert> ALERTS = ImmutableMap.<String, Alert>builder()
            .put("admin-over-attempted", alert(new Event.OverAttempted(HOURLY, 657), false))
            .put("admin-over-attempted-observed", alert(new Event.OverAttempted(HOURLY, 657), true))
            .put(
                    "admin-suspended",
                    alert(
                            new Event.Suspended(new Suspension(NOW, Optional.of(LATER), Cause.UNKNOWN_RECIPIENTS)),
                            false))
            .put(
                    "admin-suspended-again",
                    alert(new Event.Suspended(new Suspension(NOW, Optional.empty(), Cause.ATTEMPTS)), false))
            .put("admin-cap-nearly-used", alert(new Event.CapNearlyUsed(CAP, 4_050), false))
            .put(
                    "admin-cap-nearly-used-domain",
                    alert(
                            new Event.CapNearlyUsed(
                                    Cap.ofDomain("turismo.alcaldia.example", 500, Duration.ofDays(1)), 401),
                            true))
            .put("admin-chain-letter", chainLetter(12))
            .put("admin-chain-letter-long", chainLetter(27))
            .put(
                    "admin-remote-refusals",
                    new Alert.OfRemoteRefusals(
                            ImmutableList.of(
                                    "mx.outside.example: 7, 550 5.7.1 Service unavailable; client host [192.0.2.7]"
                                            + " blocked using zen.blocklist.example",
                                    "mail.other.example: 2, 554 5.7.1 <eva@other.example>: message refused as spam"),
                            NOW))
            .buildOrThrow();

    private Examples() {}

    static Occasion announced(Suspension suspension) {
        return new Occasion(
                Kind.SUSPENDED,
                ANA,
                Optional.empty(),
                Optional.of(new Reason.Suspended(suspension)),
                "staff",
                ImmutableList.of(),
                NOW);
    }

    static Alert alert(Event event, boolean observed) {
        return new Alert.OfEvent(event, ANA, "staff", observed, NOW);
    }

    private static Alert chainLetter(int accounts) {
        ImmutableMap<Sender, Long> reached = IntStream.rangeClosed(1, accounts)
                .boxed()
                .collect(ImmutableMap.toImmutableMap(
                        number -> new Sender("cuenta" + number + "@alcaldia.example"), number -> 40L - number));
        return new Alert.OfChainLetter(
                new ChainLetter("1f2e3d4c5b6a7988", NOW.minus(Duration.ofMinutes(43)), reached), NOW);
    }

    static Occasion occasion(Kind kind, int recipients, Reason reason) {
        return about(
                new Message(Optional.of("Convocatoria: jornada de puertas abiertas"), NOW, recipients), kind, reason);
    }

    static Occasion about(Message message, Kind kind, Reason reason) {
        return new Occasion(kind, ANA, Optional.of(message), Optional.of(reason), "staff", usage(480), NOW);
    }

    static Occasion warning() {
        Message message = new Message(Optional.of("Acta de la reunión del lunes"), NOW, 12);
        return new Occasion(Kind.WARNING, ANA, Optional.of(message), Optional.empty(), "staff", usage(412), NOW);
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
