/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.mesura.bulk.Evidence;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Decision;
import org.mesura.review.Reason;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.LimitUsage;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;

/** The form of a {@link Verdict} on a mail: strings and numbers only, so that every queue of James carries them. */
final class VerdictAttributes {
    private static final String PREFIX = "mesura.";
    private static final Splitter PARTS = Splitter.on('|');

    private final Mail mail;

    VerdictAttributes(Mail mail) {
        this.mail = mail;
    }

    boolean isReported() {
        return mail.getAttribute(AttributeName.of(PREFIX + "reported")).isPresent();
    }

    void markReported() {
        mail.setAttribute(new Attribute(AttributeName.of(PREFIX + "reported"), AttributeValue.of(true)));
    }

    void clear() {
        List<AttributeName> ours = mail.attributeNames()
                .filter(name -> name.asString().startsWith(PREFIX))
                .toList();
        ours.forEach(mail::removeAttribute);
    }

    void write(Verdict verdict) {
        clear();
        put("submission", verdict.id().value());
        put("account", verdict.sender().account());
        put("policy", verdict.policy());
        put("reviewedAt", verdict.at().toString());
        put("verdict", verdict.observed() ? "accept" : verdict.decision().verdict());
        if (verdict.observed()) {
            put("observed", verdict.decision().verdict());
        }
        put("recipients", verdict.recipients());
        put("external", verdict.external());
        put("visible", verdict.visible());
        put("usage", verdict.fullestPercent());
        putUsages(verdict.usage());
        verdict.decision().why().ifPresent(this::putReason);
    }

    private void putUsages(ImmutableList<LimitUsage> usages) {
        Collection<AttributeValue<?>> lines = usages.stream()
                .map(VerdictAttributes::line)
                .<AttributeValue<?>>map(AttributeValue::of)
                .toList();
        mail.setAttribute(new Attribute(AttributeName.of(PREFIX + "usages"), AttributeValue.of(lines)));
    }

    private void putReason(Reason reason) {
        put("reason", reason.id());
        if (reason instanceof Reason.OverLimit over) {
            putLimit(over.limit(), over.asked());
            put("used", over.used());
            put("remaining", over.remaining());
            put("freeAt", over.freeAt().toString());
        } else if (reason instanceof Reason.NeverFits never) {
            putLimit(never.limit(), never.asked());
        } else if (reason instanceof Reason.TooManyRecipients many) {
            put("threshold", many.maximum());
            put("asked", many.asked());
        } else if (reason instanceof Reason.Bulk bulk) {
            put("threshold", bulk.threshold());
            put("campaign.since", bulk.evidence().since().toString());
            put("campaign.messages", bulk.evidence().messages());
            put("campaign.recipients", bulk.evidence().recipients());
        } else if (reason instanceof Reason.VisibleRecipients visible) {
            put("threshold", visible.threshold());
            put("asked", visible.visible());
        }
    }

    private void putLimit(Limit limit, long asked) {
        put("limit", limit.name());
        put("measure", limit.measure().id());
        put("quantity", limit.quantity());
        put("window", limit.window().toString());
        put("asked", asked);
    }

    Optional<Verdict> read() {
        try {
            return text("verdict").map(this::verdict);
        } catch (RuntimeException notOurs) {
            // half a verdict, or another version's: the mail is reviewed anew, and no matcher fails on it
            return Optional.empty();
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
                observed.isPresent());
    }

    private Decision decision(String verdict) {
        ImmutableList<LimitUsage> usages = usages();
        return switch (verdict) {
            case "accept" -> new Decision.Accept(usages);
            case "advise" -> new Decision.Advise(reason(), usages);
            case "refuse" -> new Decision.Refuse(reason(), usages);
            default -> throw new IllegalArgumentException("attribute mesura.verdict says '" + verdict + "'");
        };
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
        return new Limit(
                Measure.valueOf(measure.toUpperCase(Locale.ROOT).replace('-', '_')), quantity, Duration.parse(window));
    }

    private ImmutableList<LimitUsage> usages() {
        return mail
                .getAttribute(AttributeName.of(PREFIX + "usages"))
                .map(attribute -> (Collection<?>) attribute.getValue().value())
                .stream()
                .flatMap(Collection::stream)
                .map(line -> ((AttributeValue<?>) line).value().toString())
                .map(VerdictAttributes::usage)
                .collect(ImmutableList.toImmutableList());
    }

    private static String line(LimitUsage usage) {
        Limit limit = usage.limit();
        return Stream.of(limit.measure().id(), limit.quantity(), limit.window(), usage.used())
                .map(Object::toString)
                .reduce((left, right) -> left + "|" + right)
                .orElseThrow();
    }

    private static LimitUsage usage(String line) {
        List<String> parts = PARTS.splitToList(line);
        return new LimitUsage(
                limit(parts.get(0), Long.parseLong(parts.get(1)), parts.get(2)), Long.parseLong(parts.get(3)));
    }

    private void put(String name, String value) {
        mail.setAttribute(new Attribute(AttributeName.of(PREFIX + name), AttributeValue.of(value)));
    }

    private void put(String name, long value) {
        mail.setAttribute(new Attribute(AttributeName.of(PREFIX + name), AttributeValue.of(value)));
    }

    private Optional<String> text(String name) {
        return mail.getAttribute(AttributeName.of(PREFIX + name))
                .map(attribute -> attribute.getValue().value().toString());
    }

    private long number(String name) {
        return Long.parseLong(text(name).orElseThrow());
    }
}
