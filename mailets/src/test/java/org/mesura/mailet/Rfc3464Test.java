/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.mailet.Reported.X;
import static org.mesura.mailet.Reported.Y;
import static org.mesura.mailet.Reported.fields;
import static org.mesura.mailet.Reported.mail;
import static org.mesura.mailet.Reported.report;
import static org.mesura.mailet.Reported.with;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;

import javax.mail.internet.MimeMessage;

import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.EnvId;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mesura.bulk.Evidence;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Decision;
import org.mesura.review.Reason;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;

/** RFC 3464, the fields of a delivery status notification, by its sections. */
class Rfc3464Test {
    private static final Limit HOURLY = new Limit(Measure.RECIPIENTS, 500, Duration.ofHours(1));

    private static final Instant TURN = Edge.NOON.plusSeconds(1_800);
    private static final Verdict DEFER =
            verdict(new Decision.Defer(TURN, VerdictTest.OVER, ImmutableList.of(), Optional.empty()));

    @Test
    @DisplayName("2: it is from whoever answers for the server, and goes to the sender alone")
    void reportShouldBeFromThePostmasterToTheSenderAlone() throws Exception {
        MimeMessage report = report(mail(X));

        assertThat(report.getFrom()).singleElement().asString().endsWith("<postmaster@correo.example>");
        assertThat(report.getAllRecipients()).singleElement().hasToString("ana@localhost");
    }

    @Test
    @DisplayName(
            "2.1, 2.2, 2.3: one group of fields of the message, one of each recipient, in the order of the grammar")
    void fieldsShouldStandInTheOrderOfTheirGrammar() throws Exception {
        FakeMail mail = mail(X, Y);
        mail.setDsnParameters(DsnParameters.builder()
                .envId(EnvId.of("QQ314159"))
                .addRcptParameter(Edge.address(X), RecipientDsnParameters.of(Edge.address("original@localhost")))
                .build()
                .orElseThrow());

        assertThat(fields(report(mail))).isEqualTo("""
                Original-Envelope-Id: QQ314159
                Reporting-MTA: dns; correo.example
                Arrival-Date: Tue, 24 Nov 2026 12:00:00 +0000

                Original-Recipient: rfc822; original@localhost
                Final-Recipient: rfc822; x@outside.example
                Action: failed
                Status: 5.7.1
                Diagnostic-Code: x-mesura; 5.7.1 over the account's sending limit

                Final-Recipient: rfc822; y@outside.example
                Action: failed
                Status: 5.7.1
                Diagnostic-Code: x-mesura; 5.7.1 over the account's sending limit
                """);
    }

    @Test
    @DisplayName("2.1.1: fields have the form of header fields, on one line each")
    void everyLineShouldBeAFieldOrTheSpaceBetweenGroups() throws Exception {
        assertThat(fields(report(mail(X, Y))).strip().lines())
                .allMatch(line -> line.isEmpty() || line.matches("[A-Z][A-Za-z-]+: [\\x20-\\x7e]+"));
    }

    /** Found by {@code ReportFuzzTest}: James takes addresses that are longer than any line. */
    @Test
    @DisplayName("2.1.1: no line is longer than RFC 5322 lets one be")
    void addressShouldBeCutWhenItIsLongerThanALine() throws Exception {
        String ascii = "x".repeat(1_000) + "@outside.example";

        assertThat(fields(report(mail(ascii))))
                .contains("Final-Recipient: rfc822; " + "x".repeat(970) + "...\n")
                .contains("Action: failed\n");
    }

    @Test
    @DisplayName("2.1.2: addresses, names and codes say of which type they are")
    void valuesShouldSayTheirType() throws Exception {
        assertThat(fields(report(mail(X))))
                .contains("Reporting-MTA: dns; ", "Final-Recipient: rfc822; ", "Diagnostic-Code: x-");
    }

    @Test
    @DisplayName("2.2.1: the envelope id stands there only if the sender gave one")
    void envelopeIdShouldBeAbsentWhenNoneWasGiven() throws Exception {
        assertThat(fields(report(mail(X)))).doesNotContain("Original-Envelope-Id");
    }

    @Test
    @DisplayName("2.2.2, 2.2.5: which server reports, and when it took the message in")
    void messageFieldsShouldNameTheServerAndTheArrival() throws Exception {
        assertThat(fields(report(mail(X))))
                .startsWith("Reporting-MTA: dns; correo.example\nArrival-Date: Tue, 24 Nov 2026 12:00:00 +0000\n\n");
    }

    @Test
    @DisplayName("2.3.1: the original recipient stands there only if the sender named one")
    void originalRecipientShouldBeAbsentWhenNoneWasNamed() throws Exception {
        assertThat(fields(report(mail(X)))).doesNotContain("Original-Recipient");
    }

    @Test
    @DisplayName("2.3.2: each recipient has a group, once")
    void recipientShouldHaveOneGroupWhenTheEnvelopeNamesItTwice() throws Exception {
        assertThat(fields(report(mail(X, Y, X)))).containsOnlyOnce("; " + X).containsOnlyOnce("; " + Y);
    }

    @Test
    @DisplayName("2.3.3, 2.3.4: the class of the status goes with the action")
    void statusShouldBeOfTheClassOfItsAction() throws Exception {
        assertThat(fields(report(mail(X)))).contains("Action: failed\nStatus: 5.");
        assertThat(delayedFields()).contains("Action: delayed\nStatus: 4.");
    }

    @Test
    @DisplayName("2.3.4: the status says why (RFC 3463, RFC 5248)")
    void statusShouldFollowFromTheReason() throws Exception {
        Evidence campaign = new Evidence(Edge.NOON, 3, 163);

        assertThat(fields(report(mail(X), new Reason.NeverFits(HOURLY, 600)))).contains("Status: 5.5.3\n");
        assertThat(fields(report(mail(X), new Reason.TooManyRecipients(100, 163))))
                .contains("Status: 5.5.3\n");
        assertThat(fields(report(mail(X), new Reason.Bulk(campaign, 150)))).contains("Status: 5.7.28\n");
    }

    @Test
    @DisplayName("2.3.6: the code of another kind of protocol begins with x-")
    void diagnosticShouldSayWhyInWords() throws Exception {
        assertThat(fields(report(mail(X))))
                .contains("Diagnostic-Code: x-mesura; 5.7.1 over the account's sending limit\n");
    }

    @Test
    @DisplayName("2.3.9: until when it is tried stands in a report of delay alone")
    void reportShouldSayUntilWhenItIsTriedWhenItIsOfADelay() throws Exception {
        assertThat(fields(report(mail(X)))).doesNotContain("Will-Retry-Until");
        assertThat(delayedFields()).endsWith("Will-Retry-Until: Tue, 24 Nov 2026 12:30:00 +0000\n");
    }

    private static Verdict verdict(Decision decision) {
        return new Verdict(
                new SubmissionId("Mail-1"), new Sender("ana@localhost"), "staff", Edge.NOON, decision, 3, 3, 0, false);
    }

    private static Edge delayed(FakeMail mail) throws Exception {
        Edge edge = new Edge("");
        edge.reports().delayed(mail, DEFER, edge.context, Edge.NOON);
        return edge;
    }

    private static FakeMail asking(EnumSet<Notify> notify) throws Exception {
        return with(
                DsnParameters.builder().addRcptParameter(Edge.address(X), RecipientDsnParameters.of(notify)), mail(X));
    }

    private static String delayedFields() throws Exception {
        Edge edge = delayed(asking(EnumSet.of(Notify.DELAY)));
        return fields(Iterables.getOnlyElement(edge.context.getSentMails()).getMsg());
    }
}
