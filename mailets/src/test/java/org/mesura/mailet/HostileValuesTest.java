/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import javax.mail.internet.MimeMessage;

import org.apache.mailet.DsnParameters.Ret;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.config.SettingsReader;
import org.mesura.notice.Institution;
import org.mesura.notice.Language;
import org.mesura.notice.NoticeWriter;
import org.mesura.notice.Specimen;
import org.mesura.notice.Templates;
import org.mesura.notice.Waited;
import org.mesura.review.Decision;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterators;

/**
 * Whatever stands in a value that reaches a header or a text, from whoever may write it: no header more, no header less, one
 * value each, lines of a sane length, a mail that another make's parser takes.
 */
class HostileValuesTest {
    private static final ImmutableMap<String, String> VALUES = ImmutableMap.<String, String>builder()
            .put("crlf", "Hola\r\nBcc: victim@outside.example\r\nAuto-Submitted: no\r\n\r\nBody")
            .put("cr", "Hola\rBcc: victim@outside.example")
            .put("lf", "Hola\nBcc: victim@outside.example\n\nBody")
            .put("separators", "Hola\u2028Bcc: a@b\u2029c\u0085d\u000be\fBcc: f")
            .put("encoded-word", "=?utf-8?q?Hola=0D=0ABcc:_victim@outside.example?= =?x?b?!?=")
            .put("half-an-encoded-word", "=?utf-8?B?SG9sYQ0KQmNjOiB2aWN0aW0=")
            .put("ten-kilobytes", "x".repeat(10_240))
            .put("ten-kilobytes-of-emoji", "😀".repeat(2_560))
            .put("one-long-word-of-marks", "a" + "\u0301".repeat(5_000))
            .put("right-to-left", "\u202egpj.exe\u202c \u2067مرحبا\u2069 שלום")
            .put("emoji", "👩‍👧‍👦 🇨🇴 ☺️")
            .put("nul", "Ho\0la\0\r\n\0Bcc: victim@outside.example")
            .put("controls", "\u0001\u001b[31mHola\u007f\b")
            .put("lone-surrogates", "a\ud83db\udc00c\ud800")
            .put("markup", "</title><script>alert(1)</script>\"'><img src=x>")
            .put("boundary", "------=_Part_0_1.2\r\nContent-Type: text/html\r\n\r\n<b>")
            .put("nothing", "")
            .put("blanks", " \t ")
            .buildOrThrow();

    private static final ImmutableSet<String> KINDS =
            ImmutableSet.of("refused", "deferred", "held", "lifted", "warning", "advice");
    private static final ImmutableSet<String> EXAMPLES = ImmutableSet.of(
            "refused-over-limit",
            "deferred",
            "held-bulk",
            "lifted",
            "warning",
            "advice-bulk",
            "dsn-held-bulk",
            "admin-held");
    private static final Templates TEMPLATES = Templates.builtIn();
    private static final Institution SHIPPED =
            new SettingsReader().read(Path.of("../conf/mesura.xml")).institution();

    @TempDir
    private Path folder;

    private final Set<String> headers = new TreeSet<>();

    @Test
    void noticeShouldBeSoundWhateverTheSubjectOfItsMessageHolds() throws Exception {
        for (var value : VALUES.entrySet()) {
            Edge edge = new Edge("");
            FakeMail mail = about(value.getValue());
            verdict(new Sender("ana@localhost"), "staff").writeOn(mail);
            edge.guidance(edge.context).service(mail);
            keep(value.getKey(), edge);
        }
        assertSound(
                "Auto-Submitted", "Content-Language", "Content-Type", "Date", "From", "In-Reply-To", "MIME-Version");
    }

    @Test
    void noticeShouldBeSoundWhateverAccountAndPolicyAreCalled() throws Exception {
        for (var value : VALUES.entrySet()) {
            Edge edge = new Edge("");
            FakeMail mail = Reported.mail(Reported.X);
            // not the account of an address: it is told in the text
            verdict(new Sender("ana@localhost"), value.getValue().isBlank() ? "staff" : value.getValue())
                    .writeOn(mail);
            edge.guidance(edge.context).service(mail);
            keep(value.getKey(), edge);
        }
        assertSound("Auto-Submitted", "Content-Language");
    }

    @Test
    void reportShouldBeSoundWhateverTheSubjectOfItsMessageHolds() throws Exception {
        for (var value : VALUES.entrySet()) {
            // the message itself comes back as it was sent, with a line that no mail should have
            for (Ret ret : value.getValue().matches("x+") ? Set.of(Ret.HDRS) : Set.of(Ret.values())) {
                FakeMail mail = Reported.with(ret, about(value.getValue()));
                keep(value.getKey() + "-" + ret, Reported.refuse(mail, VerdictTest.OVER));
            }
        }
        assertSound("Auto-Submitted", "X-Mesura-Submission");
    }

    @Test
    void reportShouldBeSoundWhateverReasonAnAdministratorGives() throws Exception {
        for (var value : VALUES.entrySet()) {
            Edge edge = new Edge("");
            edge.reports()
                    .returned(
                            Reported.mail(Reported.X),
                            verdict(new Sender("ana@localhost"), "staff"),
                            new Waited.Returned(Waited.Cause.REJECTED, Optional.of(value.getValue())),
                            edge.context,
                            Edge.NOON);
            keep(value.getKey(), edge);
        }
        assertSound("Auto-Submitted", "X-Mesura-Submission");
    }

    @Test
    void everyTextShouldBeSoundWhateverTheInstitutionIsCalled() throws Exception {
        for (var value : VALUES.entrySet()) {
            Institution named = named(value.getValue());
            write(value.getKey(), new NoticeWriter(named, TEMPLATES), named, ImmutableSet.of(Language.ES, Language.EN));
        }
        assertSound("Auto-Submitted", "Content-Language");
    }

    /** An administrator's own template may say a header; it is one line all the same. */
    @Test
    void everyNoticeShouldBeSoundWhateverItsTemplateHolds() throws Exception {
        Path own = folder.resolve("own");
        Iterator<String> values = Iterators.cycle(VALUES.values());
        for (Language language : Language.values()) {
            Path texts = Files.createDirectories(own.resolve(language.code()));
            for (String kind : KINDS) {
                String value = values.next();
                // a lone surrogate has no octets in UTF-8: there is no such file
                Files.write(texts.resolve(kind + ".subject.mustache"), (value + "{{account}}").getBytes(UTF_8));
                Files.write(texts.resolve(kind + ".txt.mustache"), (value + "\n{{title}}\n").getBytes(UTF_8));
            }
        }
        NoticeWriter writer = new NoticeWriter(SHIPPED, Templates.in(own));
        for (Language language : Language.values()) {
            write(language.code(), writer, SHIPPED, ImmutableSet.of(language));
        }
        assertSound("Auto-Submitted", "Content-Language");
    }

    private void write(String name, NoticeWriter writer, Institution institution, ImmutableSet<Language> languages)
            throws Exception {
        List<Specimen> specimens = Specimen.all(writer, languages)
                .filter(specimen -> EXAMPLES.contains(specimen.name()))
                .toList();
        assertThat(specimens).hasSize(EXAMPLES.size());
        for (Specimen specimen : specimens) {
            keep(name + "-" + specimen.name(), Preview.mail(specimen, institution));
        }
    }

    private static Institution named(String name) {
        return new Institution(
                name,
                SHIPPED.timeZone(),
                SHIPPED.helpPage(),
                SHIPPED.administrator(),
                SHIPPED.helpDesk(),
                SHIPPED.mailingLists(),
                SHIPPED.newsletter(),
                SHIPPED.sharedFolder(),
                SHIPPED.communications());
    }

    /** A message whose subject is this, as a library makes it of what somebody typed, or raw where it is raw. */
    private static FakeMail about(String subject) throws Exception {
        FakeMail mail = Reported.mail(Reported.X);
        MimeMessage message = Edge.message("Message-ID: <Mail-1@localhost>", "Text");
        if (subject.startsWith("=?")) {
            message.setHeader("Subject", subject);
        } else {
            message.setSubject(subject, UTF_8.name());
        }
        mail.setMessage(message);
        return mail;
    }

    private static Verdict verdict(Sender sender, String policy) {
        return new Verdict(
                new SubmissionId("Mail-1"),
                sender,
                policy,
                Edge.NOON,
                new Decision.Refuse(VerdictTest.OVER, ImmutableList.of()),
                1,
                1,
                0,
                false);
    }

    private void keep(String name, Edge edge) throws Exception {
        assertThat(edge.alarm.count()).as(name).isZero();
        assertThat(edge.context.getSentMails()).as(name).hasSize(1);
        edge.context.getSentMails().forEach(sent -> assertThat(sent.getRecipients())
                .as(name)
                .containsExactly(Edge.address("ana@localhost")));
        keep(name, edge.context.getSentMails().get(0).getMsg());
    }

    private void keep(String name, MimeMessage mail) throws Exception {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        mail.writeTo(octets);
        Files.write(folder.resolve(name + ".eml"), octets.toByteArray());
        Set<String> found = new TreeSet<>();
        Reported.again(mail).getAllHeaders().asIterator().forEachRemaining(header -> found.add(header.getName()));
        headers.addAll(found);
    }

    /** Python knows which headers there may be, and that each stands once. */
    private void assertSound(String... some) throws Exception {
        assertThat(headers).contains(some).doesNotContain("Bcc");
        assertThat(Python.read(folder)).singleElement().asString().endsWith(" mails read");
    }
}
