/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
 * The fields of a delivery status notification (RFC 3464) that says <em>failed</em>, for those recipients whose sender
 * wants to hear of failure (RFC 3461 NOTIFY: unless it is given without FAILURE, or is NEVER).
 */
final class DeliveryStatus {
    /** RFC 5322 section 3.3. */
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final String reportingMta;
    private final Instant arrival;
    private final EnhancedStatus status;
    private final Optional<DsnParameters> parameters;
    private final ImmutableList<MailAddress> reported;

    /**
     * @param reportingMta the name of this server
     * @param mail the mail that was not delivered
     * @param arrival when it was accepted
     * @param status why not
     */
    DeliveryStatus(String reportingMta, Mail mail, Instant arrival, EnhancedStatus status) {
        this.reportingMta = reportingMta;
        this.arrival = arrival;
        this.status = status;
        this.parameters = mail.dsnParameters();
        this.reported = mail.getRecipients().stream()
                .distinct()
                .filter(this::wantsFailures)
                .collect(ImmutableList.toImmutableList());
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
        field(fields, "Arrival-Date", DATE_TIME.format(arrival.atOffset(ZoneOffset.UTC)));
        reported.forEach(recipient -> group(fields.append("\r\n"), recipient));
        return fields.toString();
    }

    private void group(StringBuilder fields, MailAddress recipient) {
        of(recipient)
                .flatMap(RecipientDsnParameters::getOrcptParameter)
                .map(original -> Xtext.decode(original.asString()))
                .ifPresent(original -> field(fields, "Original-Recipient", typed(original)));
        field(fields, "Final-Recipient", typed(recipient.asString()));
        field(fields, "Action", "failed");
        field(fields, "Status", status.code());
        field(fields, "Diagnostic-Code", "x-mesura; " + status.code() + " " + status.words());
    }

    private boolean wantsFailures(MailAddress recipient) {
        return of(recipient)
                .flatMap(RecipientDsnParameters::getNotifyParameter)
                .map(notify -> notify.contains(Notify.FAILURE))
                .orElse(true);
    }

    private Optional<RecipientDsnParameters> of(MailAddress recipient) {
        return parameters.map(DsnParameters::getRcptParameters).map(byRecipient -> byRecipient.get(recipient));
    }

    private static String typed(String address) {
        return (CharMatcher.ascii().matchesAllOf(address) ? "rfc822; " : "utf-8; ")
                + CharMatcher.javaIsoControl().replaceFrom(address, '?');
    }

    private static void field(StringBuilder fields, String name, String value) {
        fields.append(name).append(": ").append(value).append("\r\n");
    }
}
