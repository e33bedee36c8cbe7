/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.mail.MessagingException;
import javax.mail.internet.MimeMultipart;

import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.mesura.notice.Digest;
import org.mesura.notice.Kind;
import org.mesura.notice.Unsaid;
import org.mesura.review.Decision;

/** Guarantee 9 when something goes on and on: from the review of each mail to what its sender reads. */
class StormTest {
    private static final int REFUSED = 10_000;
    private static final int AT_A_TIME = 500;

    private final Edge edge = new Edge("""
            <institution><language>es</language></institution>
            <policies><policy name="two">
              <limit measure="messages" quantity="2" window="1h"/><overLimit>bounce</overLimit>
            </policy></policies>
            <assignments default="two"/>
            """);
    private final List<String> notices = new ArrayList<>();
    private int reports;
    private int letters;
    private ReviewSubmission review;
    private SendGuidance guidance;
    private RefuseSubmission refusal;

    @BeforeEach
    void setUp() throws MessagingException {
        review = edge.review();
        guidance = edge.guidance(edge.context);
        refusal = edge.refuse(edge.context);
    }

    @Test
    void tenThousandRefusalsInAMinuteShouldGiveOneNoticeAndTenThousandReports(TestReporter figures) throws Exception {
        long begin = System.nanoTime();
        for (int number = 1; number <= REFUSED + 2; number++) {
            submit("Mail-" + number, "ana@localhost");
            edge.clock.advance(Duration.ofMillis(6));
            if (number % AT_A_TIME == 0) {
                read();
            }
        }
        read();
        figures.publishEntry(
                "milliseconds for ten thousand refusals",
                String.valueOf(Duration.ofNanos(System.nanoTime() - begin).toMillis()));

        assertThat(notices).singleElement().asString().startsWith("Su mensaje no se envió: podrá enviarlo");
        assertThat(reports).isEqualTo(REFUSED);
        assertThat(letters).as("that it keeps trying").isEqualTo(1);
        assertThat(edge.alarm.count()).isZero();
        assertThat(edge.unsaid.take(edge.clock.instant().plus(Unsaid.GATHERING)))
                .as("what was said is not held back")
                .isEmpty();
    }

    @Test
    void fiveHundredAccountsShouldGetAHundredNoticesAndFiveHundredReportsAndTheRestBeInOneDigest() throws Exception {
        for (int account = 1; account <= 500; account++) {
            for (int number = 1; number <= 3; number++) {
                submit("Mail-" + account + "-" + number, "u" + account + "@localhost");
            }
        }
        read();

        assertThat(notices).hasSize(100);
        assertThat(reports).isEqualTo(500);
        assertThat(letters).isEqualTo(100);
        Digest digest =
                edge.unsaid.take(edge.clock.instant().plus(Unsaid.GATHERING)).orElseThrow();
        assertThat(digest.kinds()).containsOnly(entry(Kind.REFUSED, 400L), entry(Kind.ALERT, 400L));
        assertThat(digest.accounts()).isEqualTo(400);
    }

    /** What {@code mailetcontainer.xml} does with it. */
    private void submit(String name, String account) throws MessagingException {
        FakeMail mail = Edge.mail(name, "x@outside.example")
                .sender(account)
                .attribute(Edge.smtpUser(account))
                .build();
        review.service(mail);
        if (Verdict.of(mail).orElseThrow().decision() instanceof Decision.Refuse) {
            guidance.service(mail);
            refusal.service(mail);
            assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        }
    }

    private void read() throws MessagingException, IOException {
        for (SentMail sent : edge.context.getSentMails()) {
            if (sent.getMsg().isMimeType("multipart/report")) {
                reports++;
                assertThat(guidance(sent)).contains("Su mensaje no se envió", "2 mensajes por hora");
            } else if (sent.getRecipients().contains(edge.context.getPostmaster())) {
                letters++;
            } else {
                notices.add(sent.getMsg().getSubject());
            }
        }
        edge.context.resetSentMails();
    }

    private static String guidance(SentMail sent) throws MessagingException, IOException {
        try (InputStream part =
                ((MimeMultipart) sent.getMsg().getContent()).getBodyPart(0).getInputStream()) {
            return new String(part.readAllBytes(), UTF_8);
        }
    }
}
