/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.mail.internet.MimeMessage;

import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.DsnParameters.Ret;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.notice.Waited;
import org.mesura.review.Decision;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;

/** What Mesura sends, read by another make's parser: no defect, every header of its kind, every part as it should be. */
class PythonReadsTest {
    private static final Path CONFIGURATION = Path.of("../conf");

    private static final Verdict DEFERRED = new Verdict(
            new SubmissionId("Mail-1"),
            new Sender("ana@localhost"),
            "staff",
            Edge.NOON,
            new Decision.Defer(
                    Edge.NOON.plus(Duration.ofMinutes(30)), VerdictTest.OVER, ImmutableList.of(), Optional.empty()),
            1,
            1,
            0,
            false);

    @TempDir
    private Path folder;

    @Test
    void everyMailOfThePreviewShouldBeReadWithoutADefect() throws Exception {
        new Preview(folder, new PrintStream(OutputStream.nullOutputStream(), true, UTF_8))
                .write(CONFIGURATION.resolve("notices"), CONFIGURATION);

        assertThat(Python.read(folder)).containsExactly(mails(folder) + " mails read");
    }

    @Test
    void everyGoldenMailShouldBeReadWithoutADefect() throws Exception {
        assertThat(Python.read(GoldenMailsTest.GOLDEN)).containsExactly(mails(GoldenMailsTest.GOLDEN) + " mails read");
    }

    @Test
    void everyReportShouldBeReadWithoutADefect() throws Exception {
        write("refused", Reported.report(Reported.mail(Reported.X, Reported.Y)));
        write("header", Reported.report(Reported.with(Ret.HDRS, Reported.mail(Reported.X))));
        write("large", Reported.report(Reported.heavy()));
        write("delayed", keptBack((edge, mail) -> edge.reports().delayed(mail, DEFERRED, edge.context, Edge.NOON)));
        write("returned", keptBack((edge, mail) -> edge.reports()
                .returned(
                        mail,
                        DEFERRED,
                        new Waited.Returned(Waited.Cause.REJECTED, Optional.of("No")),
                        edge.context,
                        Edge.NOON)));

        assertThat(Python.read(folder)).containsExactly("5 mails read");
    }

    /** The reader itself: what it should find it finds. */
    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "Subject: , Bcc: x@outside.example%nSubject: , a header Bcc",
        "Auto-Submitted: , X-Nothing: , Auto-Submitted stands 0 times",
        "To: , To: x@outside.example%c , more than one recipient",
        "----=_Part_0_1.2--, , defect",
        "charset=UTF-8, charset=us-ascii, us-ascii",
    })
    void brokenMailShouldBeTold(String what, String by, String expected) throws Exception {
        String golden = Files.readString(GoldenMailsTest.GOLDEN.resolve("refused-over-limit.es+en.eml"));
        String broken =
                golden.replace(what, by == null ? "" : by.replace("%n", "\n").replace("%c", ", "));
        Files.writeString(folder.resolve("broken.eml"), broken);

        assertThat(Python.read(folder)).first().asString().containsIgnoringCase(expected);
    }

    private interface Report {
        void of(Edge edge, FakeMail mail) throws Exception;
    }

    private static MimeMessage keptBack(Report report) throws Exception {
        Edge edge = new Edge("<institution><language>pt</language><secondLanguage>en</secondLanguage></institution>");
        FakeMail mail = Reported.with(
                DsnParameters.builder()
                        .addRcptParameter(
                                Edge.address(Reported.X),
                                RecipientDsnParameters.of(EnumSet.of(Notify.DELAY, Notify.FAILURE))),
                Reported.mail(Reported.X));
        report.of(edge, mail);
        return Iterables.getOnlyElement(edge.context.getSentMails()).getMsg();
    }

    private void write(String name, MimeMessage mail) throws Exception {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        mail.writeTo(octets);
        Files.write(folder.resolve(name + ".eml"), octets.toByteArray());
    }

    private static long mails(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> mails =
                    files.filter(file -> file.toString().endsWith(".eml")).toList();
            assertThat(mails).isNotEmpty();
            return mails.size();
        }
    }
}
