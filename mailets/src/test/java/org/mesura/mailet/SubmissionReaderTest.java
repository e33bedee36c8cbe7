/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.apache.james.core.Domain;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.junit.jupiter.api.Test;
import org.mesura.config.Settings;
import org.mesura.policy.Measure;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

class SubmissionReaderTest {
    private static final Settings SETTINGS = Edge.settings("""
            <institution><internalDomains>
              <domain>concejo.example</domain><domain>*.concejo.example</domain>
            </internalDomains></institution>
            <exempt><recipient>archivo@localhost</recipient><recipient>Copias@outside.example</recipient></exempt>
            <alwaysOpen>
              <recipient>mesa.ayuda@localhost</recipient><recipient>csirt@security.example</recipient>
            </alwaysOpen>
            """);

    private final FakeMailContext james = FakeMailContext.defaultContext();

    @Test
    void recipientShouldCountOnceWhateverTheCase() throws Exception {
        Submission submission = read("Beto@localhost", "beto@LOCALHOST", "X@Outside.example", "x@outside.EXAMPLE");

        assertThat(submission.recipients().internal()).isEqualTo(1);
        assertThat(submission.recipients().external().asList())
                .containsExactly(Edge.KEY.ofRecipient("x@outside.example"));
    }

    @Test
    void domainShouldBeInternalWhenItIsJamessOrConfigured() throws Exception {
        Submission submission =
                read("a@localhost", "b@concejo.example", "c@sub.concejo.example", "d@noconcejo.example", "e@x.example");

        assertThat(submission.recipients().internal()).isEqualTo(3);
        assertThat(submission.recipients().outside()).isEqualTo(2);
    }

    @Test
    void addressLiteralShouldBeExternalWhenJamesCountsItAmongItsDomains() throws Exception {
        Insiders all = new Insiders(Contexts.where(james, "isLocalServer", domain -> true));

        assertThat(reader(all, "a@[127.0.0.1]", "b@localhost").recipients().outside())
                .isEqualTo(1);
    }

    @Test
    void domainShouldBeExternalWhenJamesCannotTell() throws Exception {
        Insiders failing = new Insiders(Contexts.where(james, "isLocalServer", domain -> {
            throw new IllegalStateException("the domain list is away");
        }));

        assertThat(reader(failing, "a@localhost", "b@concejo.example")
                        .recipients()
                        .outside())
                .isEqualTo(1);
    }

    @Test
    void jamesShouldBeAskedOnceWhenManyRecipientsShareADomain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Insiders counting = new Insiders(Contexts.where(james, "isLocalServer", domain -> {
            asked.incrementAndGet();
            return domain.equals(Domain.LOCALHOST);
        }));

        reader(counting, "a@localhost", "b@localhost", "c@localhost");

        assertThat(asked).hasValue(1);
    }

    @Test
    void submissionShouldBeAlwaysOpenWhenAllRecipientsAre() throws Exception {
        assertThat(read("Mesa.Ayuda@localhost", "csirt@Security.example").alwaysOpen())
                .isTrue();
        assertThat(read("mesa.ayuda@localhost", "beto@localhost").alwaysOpen()).isFalse();
    }

    /** RFC 5321 section 4.5.1; and whoever answers a notice reaches somebody (guarantee 8: no notice causes another). */
    @Test
    void postmasterOfOurOwnShouldBeAlwaysOpen() throws Exception {
        assertThat(read("Postmaster@localhost", "postmaster@concejo.example").alwaysOpen())
                .isTrue();
        assertThat(read("postmaster@outside.example").alwaysOpen()).isFalse();
        assertThat(read("postmaster@localhost", "beto@localhost").alwaysOpen()).isFalse();
        FakeMailContext named = FakeMailContext.builder()
                .postmaster(Edge.address("correo@hosted.example"))
                .build();
        assertThat(reader(new Insiders(named), "correo@hosted.example").alwaysOpen())
                .isTrue();
    }

    @Test
    void exemptRecipientsShouldNotCountWhileTheOthersDo() throws Exception {
        Submission submission =
                read("Archivo@localhost", "beto@localhost", "copias@Outside.example", "x@outside.example");

        assertThat(submission.recipients()).isEqualTo(Recipients.of(1, Edge.KEY.ofRecipient("x@outside.example")));
        assertThat(Measure.BYTES.of(submission)).isEqualTo(2 * submission.bytes());
    }

    @Test
    void messageToExemptRecipientsAloneShouldBeOneMessageToNobody() throws Exception {
        Submission submission = read("archivo@localhost", "copias@outside.example");

        assertThat(submission.recipients()).isEqualTo(Recipients.of(0));
        assertThat(Measure.MESSAGES.of(submission)).isEqualTo(1);
        assertThat(submission.alwaysOpen()).isFalse();
    }

    @Test
    void attemptShouldDependOnExemptRecipientsToo() throws Exception {
        assertThat(read("archivo@localhost", "beto@localhost").attempt())
                .isNotEqualTo(read("beto@localhost").attempt());
    }

    @Test
    void submissionShouldNotBeAlwaysOpenWhenItHasNoRecipients() throws Exception {
        Submission submission = read();

        assertThat(submission.recipients().total()).isZero();
        assertThat(submission.alwaysOpen()).isFalse();
    }

    @Test
    void tenThousandRecipientsShouldBeCountedEach() throws Exception {
        String[] recipients = IntStream.range(0, 10_000)
                .mapToObj(i -> "r" + i + "@outside.example")
                .toArray(String[]::new);

        assertThat(read(recipients).recipients().outside()).isEqualTo(10_000);
    }

    @Test
    void sizeShouldBeNoughtWhenJamesDoesNotKnowIt() throws Exception {
        FakeMail mail = Edge.mail("Mail-1", "beto@localhost").size(-1).build();

        assertThat(new SubmissionReader(new Insiders(james), Edge.KEY)
                        .read(mail, new SubmissionId("Mail-1"), new Sender("ana@localhost"), 0, SETTINGS)
                        .bytes())
                .isZero();
    }

    private Submission read(String... recipients) throws Exception {
        return reader(new Insiders(james), recipients);
    }

    private static Submission reader(Insiders insiders, String... recipients) throws Exception {
        return new SubmissionReader(insiders, Edge.KEY)
                .read(
                        Edge.mail("Mail-1", recipients).build(),
                        new SubmissionId("Mail-1"),
                        new Sender("ana@localhost"),
                        0,
                        SETTINGS);
    }
}
