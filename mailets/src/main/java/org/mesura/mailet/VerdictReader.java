/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.mesura.bulk.Evidence;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Decision;
import org.mesura.review.PermitUse;
import org.mesura.review.Reason;
import org.mesura.review.Suspension;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.LimitUsage;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;

/** Reads the {@link Verdict} that {@link VerdictAttributes} wrote on a mail. */
final class VerdictReader {
    private static final Splitter PARTS = Splitter.on('|');

    private final Mail mail;

    VerdictReader(Mail mail) {
        this.mail = mail;
    }

    Optional<Verdict> read() {
        try {
            return word().map(this::verdict);
        } catch (RuntimeException notOurs) {
            // half a verdict, or another version's: the mail is reviewed anew, and no matcher fails on it
            return Optional.empty();
        }
    }

    /** The verdict's name alone. */
    Optional<String> word() {
        return text("verdict");
    }

    /** How full the fullest limit was, alone. */
    OptionalLong fullestPercent() {
        try {
            return text("usage").stream().mapToLong(Long::parseLong).findFirst();
        } catch (NumberFormatException notOurs) {
            return OptionalLong.empty();
        }
    }

    private Verdict verdict(String verdict) {
        Optional<String> observed = text("observed");
        return new Verdict(
                new SubmissionId(text("submission").orElseThrow()),
                new Sender(text("account").orElseThrow()),
                text("policy").orElseThrow(),
                Instant.parse(text("reviewedAt").orElseThrow()),
                decision(observed.orElse(verdict)),
                (int) number("recipients"),
                (int) number("external"),
                (int) number("visible"),
                observed.isPresent(),
                mail.getAttribute(AttributeName.of(VerdictAttributes.PREFIX + "reduced"))
                        .isPresent());
    }

    private Decision decision(String verdict) {
        ImmutableList<LimitUsage> usages = usages();
        return switch (verdict) {
            case "accept" -> new Decision.Accept(usages, permit());
            case "advise" -> new Decision.Advise(reason(), usages, permit());
            case "defer" ->
                new Decision.Defer(Instant.parse(text("deferredTo").orElseThrow()), reason(), usages, permit());
            case "hold" -> new Decision.Hold(Instant.parse(text("heldUntil").orElseThrow()), reason(), usages);
            case "refuse" -> new Decision.Refuse(reason(), usages);
            default -> throw new IllegalArgumentException("attribute mesura.verdict says '" + verdict + "'");
        };
    }

    private Optional<PermitUse> permit() {
        return text("permit")
                .map(id -> new PermitUse(
                        id, number("permit.recipients"), number("permit.used"), number("permit.quantity")));
    }

    private Suspension suspension() {
        return new Suspension(
                Instant.parse(text("suspended.since").orElseThrow()),
                text("suspended.until").map(Instant::parse),
                Suspension.Cause.valueOf(constant(text("suspended.cause").orElseThrow())));
    }

    private Reason reason() {
        String id = text("reason").orElseThrow();
        return switch (id) {
            case "over-limit" ->
                new Reason.OverLimit(
                        limit(),
                        number("used"),
                        number("asked"),
                        Instant.parse(text("freeAt").orElseThrow()));
            case "over-cap" ->
                new Reason.OverCap(
                        new Cap(text("cap.domain"), limit()),
                        number("used"),
                        number("asked"),
                        Instant.parse(text("freeAt").orElseThrow()));
            case "suspended" -> new Reason.Suspended(suspension());
            case "never-fits" -> new Reason.NeverFits(limit(), number("asked"));
            case "too-many-recipients" ->
                new Reason.TooManyRecipients((int) number("threshold"), (int) number("asked"));
            case "bulk" ->
                new Reason.Bulk(
                        new Evidence(
                                Instant.parse(text("campaign.since").orElseThrow()),
                                number("campaign.messages"),
                                number("campaign.recipients")),
                        number("threshold"));
            case "visible-recipients" -> new Reason.VisibleRecipients((int) number("asked"), (int) number("threshold"));
            default -> throw new IllegalArgumentException("attribute mesura.reason says '" + id + "'");
        };
    }

    private Limit limit() {
        return limit(
                text("measure").orElseThrow(),
                number("quantity"),
                text("window").orElseThrow());
    }

    private static Limit limit(String measure, long quantity, String window) {
        return new Limit(Measure.valueOf(constant(measure)), quantity, Duration.parse(window));
    }

    private static String constant(String id) {
        return id.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private ImmutableList<LimitUsage> usages() {
        return mail
                .getAttribute(AttributeName.of(VerdictAttributes.PREFIX + "usages"))
                .map(attribute -> (Collection<?>) attribute.getValue().value())
                .stream()
                .flatMap(Collection::stream)
                .map(line -> ((AttributeValue<?>) line).value().toString())
                .map(VerdictReader::usage)
                .collect(ImmutableList.toImmutableList());
    }

    private static LimitUsage usage(String line) {
        List<String> parts = PARTS.splitToList(line);
        return new LimitUsage(
                limit(parts.get(0), Long.parseLong(parts.get(1)), parts.get(2)), Long.parseLong(parts.get(3)));
    }

    private Optional<String> text(String name) {
        return mail.getAttribute(AttributeName.of(VerdictAttributes.PREFIX + name))
                .map(attribute -> attribute.getValue().value().toString());
    }

    private long number(String name) {
        return Long.parseLong(text(name).orElseThrow());
    }
}
