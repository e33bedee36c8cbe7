/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.james.core.MailAddress;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.Mail;

import com.google.common.collect.ImmutableList;

/**
 * The fields of a delivery status notification (RFC 3464) that says <em>failed</em>, for those recipients whose sender
 * wants to hear of failure (RFC 3461 NOTIFY: unless it is given without FAILURE, or is NEVER).
 */
final class DeliveryStatus {
    /** RFC 3461 section 4. */
    private static final Pattern XTEXT = Pattern.compile("\\+([0-9A-F]{2})");

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
        return DeliveryReport.isAscii(reported);
    }

    String reportType() {
        return isAscii() ? "delivery-status" : "global-delivery-status";
    }

    String contentType() {
        return "message/" + reportType();
    }

    String fields() {
        StringBuilder fields = new StringBuilder();
        field(fields, "Reporting-MTA", "dns; " + reportingMta);
        parameters
                .flatMap(DsnParameters::getEnvIdParameter)
                .ifPresent(envelope -> field(fields, "Original-Envelope-Id", oneLine(decoded(envelope.asString()))));
        field(fields, "Arrival-Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(arrival.atOffset(ZoneOffset.UTC)));
        reported.forEach(recipient -> group(fields.append("\r\n"), recipient));
        return fields.toString();
    }

    private void group(StringBuilder fields, MailAddress recipient) {
        of(recipient)
                .flatMap(RecipientDsnParameters::getOrcptParameter)
                .ifPresent(original -> field(fields, "Original-Recipient", typed(decoded(original.asString()))));
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
        boolean ascii = US_ASCII.newEncoder().canEncode(address);
        return (ascii ? "rfc822; " : "utf-8; ") + oneLine(address);
    }

    /** ENVID or ORCPT without the encoding it needs in SMTP, as RFC 3464 demands: {@code +2B} is a plus sign. */
    private static String decoded(String xtext) {
        return XTEXT.matcher(xtext)
                .replaceAll(encoded ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(encoded.group(1), 16))));
    }

    private static void field(StringBuilder fields, String name, String value) {
        fields.append(name).append(": ").append(value).append("\r\n");
    }

    private static String oneLine(String value) {
        return value.replaceAll("[\\p{Cntrl}]", "?");
    }
}
