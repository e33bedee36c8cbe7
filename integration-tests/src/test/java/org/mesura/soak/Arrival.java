/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mesura.runner.ReceivedMail;

import com.google.common.collect.ImmutableSet;

/**
 * Something that came to the world, or to a mailbox.
 *
 * @param kind what it is
 * @param id the submission it is, or reports on; empty for all else
 * @param recipients to whom it came, or who did not get what a report tells of
 * @param stamp what Mesura left on the submission when it let it go
 * @param occasion what a notice is about, in the form {@code kind/why}
 * @param messageId the message's own
 * @param at when it came
 */
record Arrival(
        Kind kind,
        OptionalLong id,
        ImmutableSet<String> recipients,
        Optional<Stamp> stamp,
        Optional<String> occasion,
        String messageId,
        Instant at) {
    /** The header that tells which submission a mail is. */
    static final String ID = "X-Soak-Id";

    /** The headers that the server puts on what Mesura lets go. */
    static final String POLICY = "X-Soak-Policy";

    static final String VERDICT = "X-Soak-Verdict";
    static final String REVIEWED = "X-Soak-Reviewed";
    static final String RELEASED = "X-Soak-Released";

    private static final Pattern FAILED = Pattern.compile("(?mi)^Action: *failed");
    private static final Pattern FINAL_RECIPIENT =
            Pattern.compile("(?mi)^Final-Recipient: *(?:rfc822|utf-8) *; *<?([^>\\s]+)");
    /** What {@link SoakSettings} puts before the subject of each notice. */
    private static final Pattern OCCASION = Pattern.compile("(?mi)^Subject: *\\[([^\\]]+)\\]");

    /** What comes. */
    enum Kind {
        /** A submission. */
        MAIL,
        /** A report that says it was not delivered. */
        REPORT,
        /** A notice of Mesura's. */
        NOTICE,
        /** A letter to the administrator, a report of a delay. */
        OTHER
    }

    static Arrival of(ReceivedMail mail) {
        String text = new String(mail.message(), StandardCharsets.ISO_8859_1);
        String head = text.substring(0, Math.max(0, text.indexOf("\r\n\r\n")));
        boolean report = mail.sender().isEmpty() && head.contains("multipart/report");
        Optional<String> occasion = mail.sender().isEmpty() && !report
                ? find(OCCASION, unfolded(head)).map(Arrival::withoutQuantity)
                : Optional.empty();
        Kind kind = kind(mail, text, report, occasion);
        // a report has the submission in it
        String where = kind == Kind.REPORT ? text : head;
        Optional<String> id = kind == Kind.MAIL || kind == Kind.REPORT ? header(where, ID) : Optional.empty();
        return new Arrival(
                kind,
                id.map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty()),
                kind == Kind.REPORT ? failed(text) : ImmutableSet.copyOf(mail.recipients()),
                id.flatMap(known -> stamp(where)),
                occasion,
                header(head, "Message-ID").orElse(""),
                mail.arrived());
    }

    private static Kind kind(ReceivedMail mail, String text, boolean report, Optional<String> occasion) {
        if (report) {
            return FAILED.matcher(text).find() ? Kind.REPORT : Kind.OTHER;
        }
        if (occasion.isPresent()) {
            return Kind.NOTICE;
        }
        return mail.sender().isEmpty() ? Kind.OTHER : Kind.MAIL;
    }

    private static ImmutableSet<String> failed(String report) {
        return FINAL_RECIPIENT
                .matcher(report)
                .results()
                .map(found -> found.group(1))
                .collect(ImmutableSet.toImmutableSet());
    }

    private static Optional<Stamp> stamp(String text) {
        return header(text, REVIEWED)
                .map(reviewed -> new Stamp(
                        header(text, POLICY).orElseThrow(),
                        header(text, VERDICT).orElseThrow(),
                        Instant.parse(reviewed),
                        header(text, RELEASED).map(Instant::parse)));
    }

    /** A limit is the same one in all its widths. */
    private static String withoutQuantity(String occasion) {
        return occasion.replaceFirst("/\\d[\\d,.]* ", "/");
    }

    private static String unfolded(String head) {
        return head.replaceAll("\r\n[ \t]+", " ");
    }

    private static Optional<String> header(String text, String name) {
        return find(Pattern.compile("(?mi)^" + name + ": *(\\S+)"), text);
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
