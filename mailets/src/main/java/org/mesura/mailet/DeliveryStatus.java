/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;

import org.apache.james.core.MailAddress;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.Mail;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;

/**
 * The fields of a delivery status notification (RFC 3464) that says <em>failed</em> or <em>delayed</em>, for those
 * recipients whose sender wants to hear of it (RFC 3461 NOTIFY): of failure unless it is given without FAILURE, or is
 * NEVER; of delay only if it is given with DELAY.
 */
final class DeliveryStatus {
    /** RFC 5322 section 3.3. */
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final String reportingMta;
    private final Instant arrival;
    private final EnhancedStatus status;
    private final Optional<Instant> until;
    private final Optional<DsnParameters> parameters;
    private final ImmutableList<MailAddress> reported;

    private DeliveryStatus(
            String reportingMta, Mail mail, Instant arrival, EnhancedStatus status, Optional<Instant> until) {
        this.reportingMta = reportingMta;
        this.arrival = arrival;
        this.status = status;
        this.until = until;
        this.parameters = mail.dsnParameters();
        this.reported = mail.getRecipients().stream()
                .distinct()
                .filter(until.isEmpty() ? this::wantsFailures : this::wantsDelays)
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * That it failed.
     *
     * @param reportingMta the name of this server
     * @param mail the mail that was not delivered
     * @param arrival when it was accepted
     * @param status why not
     */
    static DeliveryStatus failed(String reportingMta, Mail mail, Instant arrival, EnhancedStatus status) {
        return new DeliveryStatus(reportingMta, mail, arrival, status, Optional.empty());
    }

    /**
     * That it is kept back; the rest as above.
     *
     * @param until when it goes on, or back
     */
    static DeliveryStatus delayed(
            String reportingMta, Mail mail, Instant arrival, EnhancedStatus status, Instant until) {
        return new DeliveryStatus(reportingMta, mail, arrival, status, Optional.of(until));
    }

    /** Whether it says the last word: nothing more comes of the mail. */
    boolean isFinal() {
        return until.isEmpty();
    }

    /** Whether nobody wants a report. */
    boolean isEmpty() {
        return reported.isEmpty();
    }

    boolean isAscii() {
        return reported.stream().map(MailAddress::asString).allMatch(CharMatcher.ascii()::matchesAllOf);
    }

    String reportType() {
        return isAscii() ? "delivery-status" : "global-delivery-status";
    }

    String contentType() {
        return "message/" + reportType();
    }

    String fields() {
        StringBuilder fields = new StringBuilder();
        parameters
                .flatMap(DsnParameters::getEnvIdParameter)
                .ifPresent(envelope -> field(fields, "Original-Envelope-Id", Xtext.decode(envelope.asString())));
        field(fields, "Reporting-MTA", "dns; " + reportingMta);
        field(fields, "Arrival-Date", dateTime(arrival));
        reported.forEach(recipient -> group(fields.append("\r\n"), recipient));
        return fields.toString();
    }

    private void group(StringBuilder fields, MailAddress recipient) {
        of(recipient)
                .flatMap(RecipientDsnParameters::getOrcptParameter)
                .map(original -> Xtext.decode(original.asString()))
                .ifPresent(original -> field(fields, "Original-Recipient", typed(original)));
        field(fields, "Final-Recipient", typed(recipient.asString()));
        String code = isFinal() ? status.code() : status.whileItLasts();
        field(fields, "Action", isFinal() ? "failed" : "delayed");
        field(fields, "Status", code);
        field(fields, "Diagnostic-Code", "x-mesura; " + code + " " + status.words());
        until.ifPresent(instant -> field(fields, "Will-Retry-Until", dateTime(instant)));
    }

    private boolean wantsFailures(MailAddress recipient) {
        return notify(recipient).map(notify -> notify.contains(Notify.FAILURE)).orElse(true);
    }

    private boolean wantsDelays(MailAddress recipient) {
        return notify(recipient).map(notify -> notify.contains(Notify.DELAY)).orElse(false);
    }

    private Optional<EnumSet<Notify>> notify(MailAddress recipient) {
        return of(recipient).flatMap(RecipientDsnParameters::getNotifyParameter);
    }

    private Optional<RecipientDsnParameters> of(MailAddress recipient) {
        return parameters.map(DsnParameters::getRcptParameters).map(byRecipient -> byRecipient.get(recipient));
    }

    private static String dateTime(Instant instant) {
        return DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static String typed(String address) {
        return (CharMatcher.ascii().matchesAllOf(address) ? "rfc822; " : "utf-8; ")
                + CharMatcher.javaIsoControl().replaceFrom(address, '?');
    }

    private static void field(StringBuilder fields, String name, String value) {
        fields.append(StatusField.of(name, value)).append("\r\n");
    }
}
