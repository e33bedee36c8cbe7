/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.mail.MessagingException;

import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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

import com.google.common.collect.ImmutableList;

class VerdictTest {
    private static final Limit HOURLY = new Limit(Measure.EXTERNAL_RECIPIENTS, 250, Duration.ofHours(1));

    static final Reason OVER = new Reason.OverLimit(HOURLY, 240, 20, Edge.NOON.plusSeconds(1_800));

    static Stream<Verdict> verdicts() {
        return IntStream.range(0, 200).boxed().flatMap(seed -> {
            Random random = new Random(seed);
            ImmutableList<LimitUsage> usage = usage(random);
            return reasons(random).stream()
                    .flatMap(reason -> Stream.of(
                            new Decision.Accept(usage, permit(random)),
                            new Decision.Advise(reason, usage, permit(random)),
                            new Decision.Defer(instant(random), reason, usage, permit(random)),
                            new Decision.Hold(instant(random), reason, usage),
                            new Decision.Refuse(reason, usage)))
                    .map(decision -> verdict(decision, random));
        });
    }

    private static Optional<PermitUse> permit(Random random) {
        return random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new PermitUse("feria-" + count(random), count(random), count(random), count(random)));
    }

    private static Cap cap(Random random) {
        Limit limit = new Limit(Measure.EXTERNAL_RECIPIENTS, 1 + count(random), Duration.ofDays(1));
        return new Cap(random.nextBoolean() ? Optional.empty() : Optional.of("alcaldia.example"), limit);
    }

    private static Suspension suspension(Random random) {
        Suspension.Cause[] causes = Suspension.Cause.values();
        return new Suspension(
                instant(random),
                random.nextBoolean() ? Optional.empty() : Optional.of(instant(random)),
                causes[random.nextInt(causes.length)]);
    }

    static List<Reason> reasons(Random random) {
        return List.of(
                new Reason.OverLimit(limit(random), count(random), count(random), instant(random)),
                new Reason.OverCap(cap(random), count(random), count(random), instant(random)),
                new Reason.Suspended(suspension(random)),
                new Reason.NeverFits(limit(random), count(random)),
                new Reason.TooManyRecipients(1 + random.nextInt(500), 1 + random.nextInt(10_000)),
                new Reason.Bulk(new Evidence(instant(random), count(random), count(random)), count(random)),
                new Reason.VisibleRecipients(random.nextInt(10_000), 1 + random.nextInt(100)));
    }

    private static ImmutableList<LimitUsage> usage(Random random) {
        return Stream.generate(() -> new LimitUsage(limit(random), count(random)))
                .limit(random.nextInt(4))
                .collect(ImmutableList.toImmutableList());
    }

    private static Verdict verdict(Decision decision, Random random) {
        return new Verdict(
                new SubmissionId("Mail" + random.nextLong()),
                random.nextBoolean() ? Sender.ofNetwork("2001:db8::7") : new Sender("ana|maría@localhost"),
                "política | «ñ»",
                instant(random),
                decision,
                random.nextInt(10_000),
                random.nextInt(10_000),
                random.nextInt(10_000),
                random.nextBoolean());
    }

    private static Limit limit(Random random) {
        Measure measure = Measure.values()[random.nextInt(Measure.values().length)];
        return new Limit(measure, 1 + count(random), Duration.ofSeconds(1 + random.nextInt(31 * 86_400)));
    }

    private static long count(Random random) {
        return random.nextLong(1_000_000_000_000L);
    }

    private static Instant instant(Random random) {
        return Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
    }

    @Test
    void verdictShouldBeReadAsItWasWrittenWhateverItIs() throws Exception {
        assertThat(verdicts()).allSatisfy(verdict -> {
            Mail mail = mail();
            verdict.writeOn(mail);
            assertThat(Verdict.of(mail)).as("%s", verdict).contains(verdict);
        });
    }

    @Test
    void verdictShouldBeReadAsItWasWrittenWhenAQueueCarriedItAsJson() throws Exception {
        assertThat(verdicts()).allSatisfy(verdict -> {
            Mail mail = mail();
            verdict.writeOn(mail);
            Mail carried = mail();
            for (Attribute attribute : mail.attributes().toList()) {
                String json = attribute.getValue().toJson().orElseThrow().toString();
                carried.setAttribute(new Attribute(attribute.getName(), AttributeValue.fromJsonString(json)));
            }
            assertThat(Verdict.of(carried)).as("%s", verdict).contains(verdict);
        });
    }

    @Test
    void attributesShouldBeTheDocumentedOnesWhenOverALimit() throws Exception {
        Mail mail = mail();
        verdict(new Reason.OverLimit(HOURLY, 240, 20, Instant.parse("2026-11-24T12:30:00Z")), false)
                .writeOn(mail);

        assertThat(mail.attributes()
                        .map(one ->
                                one.getName().asString() + "=" + one.getValue().value()))
                .containsExactlyInAnyOrder(
                        "mesura.submission=Mail-1",
                        "mesura.account=ana@localhost",
                        "mesura.policy=staff",
                        "mesura.reviewedAt=2026-11-24T12:00:00Z",
                        "mesura.verdict=refuse",
                        "mesura.reason=over-limit",
                        "mesura.limit=external recipients per 1h",
                        "mesura.measure=external-recipients",
                        "mesura.quantity=250",
                        "mesura.window=PT1H",
                        "mesura.used=240",
                        "mesura.remaining=10",
                        "mesura.asked=20",
                        "mesura.freeAt=2026-11-24T12:30:00Z",
                        "mesura.recipients=20",
                        "mesura.external=20",
                        "mesura.visible=0",
                        "mesura.usage=96",
                        "mesura.usages=[" + AttributeValue.of("external-recipients|250|PT1H|240") + "]");
    }

    @Test
    void verdictShouldSayAcceptAndTellTheOtherApartWhenObserved() throws Exception {
        Mail mail = mail();
        verdict(new Reason.NeverFits(HOURLY, 300), true).writeOn(mail);

        assertThat(mail.getAttribute(AttributeName.of("mesura.verdict"))
                        .orElseThrow()
                        .getValue()
                        .value())
                .isEqualTo("accept");
        assertThat(mail.getAttribute(AttributeName.of("mesura.observed"))
                        .orElseThrow()
                        .getValue()
                        .value())
                .isEqualTo("refuse");
    }

    @Test
    void writtenVerdictShouldLeaveNothingOfTheOneBefore() throws Exception {
        Mail mail = mail();
        verdict(new Reason.OverLimit(HOURLY, 240, 20, Edge.NOON), true).writeOn(mail);
        Verdict after = new Verdict(
                new SubmissionId("Mail-2"),
                new Sender("beto@localhost"),
                "staff",
                Edge.NOON,
                new Decision.Accept(ImmutableList.of(), Optional.empty()),
                1,
                0,
                0,
                false);
        after.writeOn(mail);

        assertThat(mail.attributeNames().map(AttributeName::asString))
                .doesNotContain("mesura.reason", "mesura.limit", "mesura.observed", "mesura.freeAt");
        assertThat(Verdict.of(mail)).contains(after);
    }

    @Test
    void verdictByAPartOfTheLimitsShouldSayThatItIs() throws Exception {
        Mail mail = mail();
        Verdict whole = verdict(new Reason.OverLimit(HOURLY, 120, 20, Edge.NOON), false);
        Verdict part = new Verdict(
                whole.id(),
                whole.sender(),
                whole.policy(),
                whole.at(),
                whole.decision(),
                whole.recipients(),
                whole.external(),
                whole.visible(),
                whole.observed(),
                true);

        part.writeOn(mail);
        assertThat(Verdict.of(mail)).contains(part);
        whole.writeOn(mail);
        assertThat(Verdict.of(mail)).contains(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mesura.verdict", "mesura.reason", "mesura.freeAt", "mesura.usages", "mesura.window"})
    void mailShouldHaveNoVerdictWhenAnotherVersionWroteIt(String attribute) throws Exception {
        Mail mail = mail();
        verdict(new Reason.OverLimit(HOURLY, 240, 20, Edge.NOON), false).writeOn(mail);
        mail.setAttribute(new Attribute(AttributeName.of(attribute), AttributeValue.of("defer")));

        assertThat(Verdict.of(mail)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("required")
    void mailShouldHaveNoVerdictWhenPartOfItIsMissing(String attribute) throws Exception {
        Mail mail = mail();
        verdict(new Reason.OverLimit(HOURLY, 240, 20, Edge.NOON), false).writeOn(mail);
        mail.removeAttribute(AttributeName.of(attribute));

        assertThat(Verdict.of(mail)).isEmpty();
    }

    static Stream<String> required() {
        return Stream.of("submission", "account", "policy", "reviewedAt", "verdict", "reason", "used", "recipients")
                .map("mesura."::concat);
    }

    static Verdict verdict(Reason reason, boolean observed) {
        return new Verdict(
                new SubmissionId("Mail-1"),
                new Sender("ana@localhost"),
                "staff",
                Edge.NOON,
                new Decision.Refuse(reason, ImmutableList.of(new LimitUsage(HOURLY, 240))),
                20,
                20,
                0,
                observed);
    }

    private static Mail mail() throws MessagingException {
        return FakeMail.builder().name("Mail-1").build();
    }
}
