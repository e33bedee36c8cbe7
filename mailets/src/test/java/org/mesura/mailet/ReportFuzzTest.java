/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;

import javax.mail.Header;
import javax.mail.Session;
import javax.mail.internet.AddressException;
import javax.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.EnvId;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.DsnParameters.Ret;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.junit.jupiter.api.Test;
import org.mesura.fuzz.Cases;
import org.mesura.fuzz.Damage;
import org.mesura.fuzz.HostileText;
import org.mesura.notice.Waited;
import org.mesura.review.Decision;
import org.mesura.review.Reason;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/**
 * Whatever the envelope and the message hold, a delivery report or a notice is a mail of our own making: its header fields are
 * ours and stand once, its lines are of a sane length, two makes of parsers read it, it says that an automaton wrote it, and a
 * report has the fields that RFC 3464 demands.
 */
class ReportFuzzTest {
    private static final int CASES = 600;
    private static final int LONGEST_LINE = 998;
    private static final ImmutableSet<String> HEADERS = ImmutableSet.of(
            "from",
            "to",
            "subject",
            "date",
            "message-id",
            "mime-version",
            "content-type",
            "content-language",
            "auto-submitted",
            "x-auto-response-suppress",
            "x-mesura-submission",
            "in-reply-to",
            "references");
    private static final ImmutableList<String> LOCAL_PARTS = ImmutableList.of(
            "x",
            "\"x y\"",
            "\"a@b\"",
            "\"a\\\"b\"",
            "\"<>;,:\"",
            "o'neill+tag",
            "ñandú",
            "日本",
            "a.b.c",
            "x".repeat(64),
            "x".repeat(900),
            "\"" + "y ".repeat(400) + "z\"");
    private static final ImmutableList<String> DOMAINS = ImmutableList.of(
            "outside.example",
            "münchen.example",
            "[192.0.2.7]",
            "a.".repeat(100) + "example",
            "x".repeat(63) + ".example");

    /** What becomes of a mail, and is told. */
    private record Told(FakeMail mail, Edge edge, Verdict verdict, Random random) {
        private void tell() throws Exception {
            Optional<String> words = Optional.of(HostileText.drawn(random));
            switch (random.nextInt(4)) {
                case 0 -> edge.reports().refused(mail, verdict, edge.context, Edge.NOON);
                case 1 ->
                    edge.reports()
                            .returned(
                                    mail,
                                    verdict,
                                    new Waited.Returned(
                                            Waited.Cause.values()[random.nextInt(Waited.Cause.values().length)], words),
                                    edge.context,
                                    Edge.NOON);
                case 2 ->
                    edge.reports()
                            .delayed(
                                    mail,
                                    verdict.with(new Decision.Defer(
                                            Edge.NOON.plusSeconds(60),
                                            verdict.decision().why().orElseThrow(),
                                            ImmutableList.of(),
                                            Optional.empty())),
                                    edge.context,
                                    Edge.NOON);
                default -> {
                    verdict.writeOn(mail);
                    edge.guidance(edge.context).service(mail);
                }
            }
        }
    }

    @Test
    void whateverIsToldShouldBeASoundMailOfOurOwn() throws Exception {
        int[] told = new int[2];
        Cases.each(CASES, random -> {
            Edge edge = new Edge("");
            FakeMail mail = mail(random);

            new Told(mail, edge, verdict(random), random).tell();

            assertThat(edge.alarm.count()).isZero();
            for (SentMail sent : edge.context.getSentMails()) {
                byte[] octets = octets(sent.getMsg());
                String text = new String(octets, ISO_8859_1);
                MimeMessage read =
                        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
                checkHeader(read, text);
                checkParsed(octets, text);
                boolean report = read.getContentType().contains("report");
                told[report ? 1 : 0]++;
                checkLines(report ? withoutReturned(text, read) : text);
                if (report) {
                    checkFields(read, mail);
                }
            }
        });
        assertThat(told[0] + told[1]).as("mails that were written").isPositive();
    }

    private static void checkHeader(MimeMessage read, String text) throws Exception {
        List<String> names = new ArrayList<>();
        for (Header header : Collections.list(read.getAllHeaders())) {
            names.add(header.getName().toLowerCase());
        }
        assertThat(names).as(text).doesNotHaveDuplicates().isSubsetOf(HEADERS);
        assertThat(names)
                .as(text)
                .contains("from", "to", "date", "subject", "message-id", "auto-submitted", "mime-version");
        assertThat(read.getHeader("Auto-Submitted")[0]).isIn("auto-replied", "auto-generated");
        assertThat(read.getAllRecipients()).as(text).hasSize(1);
    }

    private static void checkLines(String text) {
        for (String line : text.split("\r\n", -1)) {
            assertThat(line.length()).as(line).isLessThanOrEqualTo(LONGEST_LINE);
            assertThat(line).doesNotContain("\r", "\n", "\0");
        }
    }

    /** All but the part that is what its sender sent. */
    private static String withoutReturned(String text, MimeMessage report) throws Exception {
        String boundary = report.getContentType().replaceAll("(?s).*boundary=\"([^\"]+)\".*", "--$1");
        return String.join(boundary, Arrays.copyOf(text.split(boundary, 5), 3));
    }

    private static void checkParsed(byte[] octets, String text) throws Exception {
        MimeTokenStream tokens = new MimeTokenStream(MimeConfig.STRICT);
        tokens.parse(new ByteArrayInputStream(octets));
        int parts = 0;
        for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
            parts += state == EntityState.T_BODY ? 1 : 0;
            if (parts == 2) {
                // what comes back is its sender's
                return;
            }
        }
        assertThat(parts).as(text).isEqualTo(2);
    }

    private static void checkFields(MimeMessage report, FakeMail mail) throws Exception {
        String fields = Reported.fields(report);
        List<String> groups = Arrays.asList(fields.strip().split("\n\n"));
        assertThat(fields.strip().lines())
                .as(fields)
                .allMatch(line -> line.isEmpty() || line.matches("[A-Z][A-Za-z-]+: [^\\p{Cntrl}]+"));
        assertThat(groups.get(0)).contains("Reporting-MTA: dns; ", "Arrival-Date: ");
        assertThat(groups).as(fields).hasSizeBetween(2, 1 + mail.getRecipients().size());
        assertThat(groups.subList(1, groups.size())).allSatisfy(group -> assertThat(group)
                .containsPattern("(?m)^Final-Recipient: (rfc822|utf-8); .")
                .containsPattern("(?m)^Action: (failed|delayed)$")
                .containsPattern("(?m)^Status: [45]\\.\\d+\\.\\d+$"));
    }

    private static byte[] octets(MimeMessage message) throws Exception {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        message.writeTo(octets);
        return octets.toByteArray();
    }

    private static Verdict verdict(Random random) {
        List<Reason> reasons = VerdictTest.reasons(random);
        Reason reason = reasons.get(random.nextInt(reasons.size() - 1));
        return new Verdict(
                new SubmissionId("Mail-" + random.nextInt()),
                random.nextInt(5) == 0 ? Sender.ofNetwork("192.0.2.7") : new Sender("ana@localhost"),
                "x" + HostileText.drawn(random),
                Edge.NOON,
                new Decision.Refuse(reason, ImmutableList.of()),
                1 + random.nextInt(20),
                random.nextInt(20),
                random.nextInt(20),
                false);
    }

    private static FakeMail mail(Random random) throws Exception {
        List<MailAddress> recipients = Stream.generate(() -> address(random))
                .flatMap(Optional::stream)
                .limit(1 + random.nextInt(4))
                .toList();
        FakeMail mail = Edge.submitted("Mail-1").recipients(recipients).build();
        mail.setMessage(message(random));
        mail.setMessageSize(random.nextBoolean() ? 1_000 : DeliveryReport.WHOLE_OCTETS + 1);
        DsnParameters.Builder parameters = DsnParameters.builder();
        if (random.nextBoolean()) {
            parameters.envId(EnvId.of(xtext(random)));
        }
        if (random.nextBoolean()) {
            parameters.ret(random.nextBoolean() ? Ret.FULL : Ret.HDRS);
        }
        for (MailAddress recipient : ImmutableSet.copyOf(recipients)) {
            EnumSet<Notify> notify = EnumSet.of(Notify.DELAY, Notify.FAILURE);
            parameters.addRcptParameter(
                    recipient,
                    address(random)
                            .filter(original -> random.nextBoolean())
                            .map(original -> RecipientDsnParameters.of(notify, original))
                            .orElseGet(() -> RecipientDsnParameters.of(notify)));
        }
        parameters.build().ifPresent(mail::setDsnParameters);
        return mail;
    }

    private static String xtext(Random random) {
        return "QQ" + Strings.repeat("+0D+0ABcc:+2Bx", random.nextInt(6)) + "+3D314";
    }

    private static Optional<MailAddress> address(Random random) {
        try {
            return Optional.of(new MailAddress(LOCAL_PARTS.get(random.nextInt(LOCAL_PARTS.size())) + "@"
                    + DOMAINS.get(random.nextInt(DOMAINS.size()))));
        } catch (AddressException none) {
            return Optional.empty();
        }
    }

    /** As somebody sent it, whose program writes header fields as it likes. */
    private static MimeMessage message(Random random) throws Exception {
        String head = "Message-ID: <Mail-1@localhost>\r\nSubject: " + HostileText.drawn(random) + "\r\nReferences: "
                + HostileText.drawn(random) + "\r\nFrom: " + HostileText.drawn(random) + " <ana@localhost>\r\n";
        byte[] octets = (head + "\r\nText " + HostileText.drawn(random)).getBytes(UTF_8);
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(random.nextBoolean() ? octets : new Damage(random).of(octets, octets)));
    }
}
