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
import org.mesura.policy.Permit;
import org.mesura.policy.Presets;
import org.mesura.review.Event;
import org.mesura.review.Reason;
import org.mesura.review.Suspension;
import org.mesura.review.Suspension.Cause;
import org.mesura.submission.Sender;
import org.mesura.usage.Charge;
import org.mesura.usage.LimitUsage;
import org.mesura.usage.SendRecord;

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

    private static final Instant SOON = NOW.plusSeconds(61);
    private static final Reason EVERY_MINUTE =
            new Reason.OverLimit(new Limit(Measure.MESSAGES, 30, Duration.ofMinutes(1)), 30, 1, SOON);
    private static final Waited FOR_DECISION = new Waited.ForDecision(NOW.plus(Duration.ofDays(3)));

    /** As a press office may have it: for some days to come, well explained. */
    private static final Permit FAIR = new Permit(
            "feria-2026",
            ANA,
            Instant.parse("2026-12-01T13:00:00Z"),
            Instant.parse("2026-12-05T23:00:00Z"),
            3_000,
            500,
            "Invitación a la feria del libro",
            "Secretaría General");

    /** One that holds already, of which nothing but the figures is known. */
    private static final Permit UNEXPLAINED =
            new Permit("x", ANA, NOW.minusSeconds(60), NOW.plus(Duration.ofHours(6)), 200, 100, "", "");

    /** Every kind and reason by the name of its golden files. */
    static final ImmutableMap<String, Occasion> ALL = ImmutableMap.<String, Occasion>builder()
            .put("refused-over-limit", occasion(Kind.REFUSED, 60, OVER_LIMIT))
            .put(
                    "refused-over-part-of-limit",
                    occasion(Kind.REFUSED, 60, new Reason.OverLimit(HOURLY, 230, 60, FREE))
                            .reduced(true))
            .put("refused-never-fits", occasion(Kind.REFUSED, 620, new Reason.NeverFits(HOURLY, 620)))
            .put("refused-too-heavy", occasion(Kind.REFUSED, 90, new Reason.NeverFits(BYTES, 2_250_000_000L)))
            .put("refused-too-many-recipients", occasion(Kind.REFUSED, 163, new Reason.TooManyRecipients(100, 163)))
            .put("bulk-refused", occasion(Kind.BULK_REFUSED, 20, new Reason.Bulk(campaign(163), 150)))
            .put("advice-bulk", occasion(Kind.ADVICE, 20, new Reason.Bulk(campaign(63), 50)))
            .put("advice-visible-recipients", occasion(Kind.ADVICE, 32, new Reason.VisibleRecipients(30, 25)))
            .put("warning", warning())
            .put("warning-foretold", warning().foretoldBy(sent(60)))
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
            .put("deferred", deferred(Optional.of(EVERY_MINUTE), new Waited.ForTurn(120, SOON, NOW.plusSeconds(300))))
            .put("deferred-one", deferred(Optional.of(OVER_LIMIT), new Waited.ForTurn(1, FREE, FREE)))
            .put(
                    "deferred-over-cap",
                    deferred(Optional.of(new Reason.OverCap(CAP, 4_970, 60, FREE)), new Waited.ForTurn(12, SOON, FREE)))
            .put(
                    "deferred-campaign",
                    deferred(Optional.of(new Reason.Bulk(campaign(163), 150)), new Waited.ForTurn(40, SOON, FREE)))
            .put("deferred-unknown", deferred(Optional.empty(), new Waited.ForTurn(12, SOON, FREE)))
            .put("deferred-message", kept(OVER_LIMIT, new Waited.ForTurn(1, FREE, FREE)))
            .put("summary", summary(120, 0, Optional.of(NOW.plusSeconds(295))))
            .put("summary-one", summary(1, 0, Optional.of(FREE)))
            .put("summary-returned", summary(118, 2, Optional.of(FREE)))
            .put("summary-none-left", summary(0, 1, Optional.empty()))
            .put("held-bulk", kept(new Reason.Bulk(campaign(163), 150), FOR_DECISION))
            .put("held-over-limit", kept(OVER_LIMIT, FOR_DECISION))
            .put("held-over-cap", kept(new Reason.OverCap(CAP, 4_970, 60, FREE), FOR_DECISION))
            .put("returned-undecided", returned(new Reason.Bulk(campaign(163), 150), Waited.Cause.UNDECIDED, ""))
            .put(
                    "returned-rejected",
                    returned(
                            new Reason.Bulk(campaign(163), 150),
                            Waited.Cause.REJECTED,
                            "Esta convocatoria ya salió en el boletín de noviembre."))
            .put("returned-rejected-silently", returned(OVER_LIMIT, Waited.Cause.REJECTED, ""))
            .put("returned-suspended", returned(OVER_LIMIT, Waited.Cause.SUSPENDED, ""))
            .put("permit-granted", of(new PermitNews.Granted(FAIR, ImmutableList.of(CAP))))
            .put("permit-granted-now", of(new PermitNews.Granted(UNEXPLAINED, ImmutableList.of())))
            .put("permit-nearly-used", during(new PermitNews.NearlyUsed(FAIR, 2_410)))
            .put("permit-nearly-used-unexplained", of(new PermitNews.NearlyUsed(UNEXPLAINED, 160)))
            .put("permit-used-up", during(new PermitNews.Ended(FAIR, 3_000, 40, false, staff())))
            .put("permit-ended", after(new PermitNews.Ended(FAIR, 1_834, 0, false, staff())))
            .put("permit-ended-another", after(new PermitNews.Ended(FAIR, 1_834, 0, true, ImmutableList.of())))
            .put("permit-ended-unexplained", of(new PermitNews.Ended(UNEXPLAINED, 200, 0, false, ImmutableList.of())))
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
            .put("admin-held", held(ANA, 1, Optional.of(campaign(163))))
            .put("admin-held-over-limit", held(new Sender("beto@alcaldia.example"), 14, Optional.empty()))
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
            .putAll(News.ALL)
            .buildOrThrow();

    private Examples() {}

    private static Occasion of(PermitNews news) {
        return Occasion.of(news, "staff", NOW);
    }

    private static Occasion during(PermitNews news) {
        return Occasion.of(news, "staff", news.permit().from().plus(Duration.ofDays(2)));
    }

    private static Occasion after(PermitNews news) {
        return Occasion.of(news, "staff", news.permit().until());
    }

    private static ImmutableList<Limit> staff() {
        return Presets.byName().get("staff").limits();
    }

    static Occasion deferred(Optional<Reason> reason, Waited.ForTurn turns) {
        return Occasion.deferred(ANA, "staff", reason, turns, usage(480), NOW);
    }

    static Occasion summary(long left, long returned, Optional<Instant> lastLeft) {
        Waited.Over over = new Waited.Over(NOW, left, returned, lastLeft);
        return Occasion.summary(ANA, "staff", over, lastLeft.orElse(FREE));
    }

    static Occasion returned(Reason reason, Waited.Cause cause, String words) {
        return kept(reason, new Waited.Returned(cause, Optional.of(words).filter(said -> !said.isEmpty())));
    }

    /** Of a message that is kept back, or was. */
    static Occasion kept(Reason reason, Waited waited) {
        Message message = new Message(Optional.of("Convocatoria: jornada de puertas abiertas"), NOW, 60);
        boolean back = waited instanceof Waited.Returned;
        return new Occasion(
                waited.kind(),
                ANA,
                Optional.of(message),
                Optional.of(reason),
                "staff",
                back ? ImmutableList.of() : usage(480),
                back ? NOW.plus(Duration.ofDays(3)) : NOW,
                Optional.of(waited));
    }

    private static Alert held(Sender sender, long messages, Optional<Evidence> campaign) {
        Instant since = NOW.minusSeconds(600);
        return new Alert.OfHeld(sender, "staff", messages, since, since.plus(Duration.ofDays(3)), campaign, NOW);
    }

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

    /** What an account sent of late, and the rest of 412 half an hour ago. */
    private static SendRecord sent(long lately) {
        Duration keep = Duration.ofDays(1);
        return SendRecord.EMPTY
                .with(new Charge(1, 412 - lately, 0, 0), NOW.minus(Duration.ofMinutes(30)), keep)
                .with(new Charge(1, lately, 0, 0), NOW, keep);
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
