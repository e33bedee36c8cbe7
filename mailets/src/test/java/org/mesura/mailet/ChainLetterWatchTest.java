/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import javax.mail.MessagingException;

import org.apache.mailet.MailetContext;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.junit.jupiter.api.Test;
import org.mesura.review.Decision;

/** One text from many accounts, at the edge. */
class ChainLetterWatchTest {
    private static final String FROM_THREE = Edge.SMALL + "<chainLetters tellAt='3'/>";
    private static final String CHAIN = """
            Envíe esta carta a todas las personas que conoce antes de la medianoche: por cada una que la reciba, el hospital
            dará un día de tratamiento a un niño enfermo. No rompa la cadena, no cuesta nada.
            """;

    @Test
    void administratorAloneShouldBeToldWhenManyAccountsSendOneTextOutside() throws Exception {
        Edge edge = new Edge(FROM_THREE);
        send(edge, "ana", "beto", "carla", "dario");

        assertThat(edge.context.getSentMails()).singleElement().satisfies(letter -> {
            assertThat(letter.getRecipients()).containsExactly(Edge.address("postmaster@correo.example"));
            assertThat(letter.getSubject()).contains("Un mismo texto salió de 3 cuentas hacia fuera");
            assertThat(letter.getMsg().getContent().toString())
                    .contains("- ana@localhost: 2", "- carla@localhost: 2", "6 destinatarios externos")
                    .doesNotContain("cadena, no cuesta", "hospital", "outside.example");
        });
        assertThat(edge.metrics.countFor("mesura.chainLetters")).isEqualTo(1);
    }

    @Test
    void textShouldBeToldAlikeWhenObserved() throws Exception {
        Edge edge = Edge.observing(FROM_THREE);
        send(edge, "ana", "beto", "carla");

        assertThat(edge.context.getSentMails())
                .flatExtracting(SentMail::getRecipients)
                .containsExactly(Edge.address("postmaster@correo.example"));
    }

    @Test
    void textShouldBeCountedOnceWhenASubmissionIsReviewedAgain() throws Exception {
        Edge edge = new Edge(FROM_THREE);
        ReviewSubmission review = edge.review();
        for (int time = 0; time < 3; time++) {
            review.service(chain("Mail-1", "ana"));
        }
        review.service(chain("Mail-2", "beto"));

        assertThat(edge.context.getSentMails()).isEmpty();
    }

    @Test
    void textShouldNotBeToldWhenItStaysInside() throws Exception {
        Edge edge = new Edge(FROM_THREE);
        ReviewSubmission review = edge.review();
        for (String account : List.of("ana", "beto", "carla")) {
            FakeMail mail = chain("Mail-" + account, account);
            mail.setRecipients(List.of(Edge.address("dario@localhost")));
            review.service(mail);
        }

        assertThat(edge.context.getSentMails()).isEmpty();
    }

    @Test
    void textShouldNotBeToldWhenItIsSwitchedOff() throws Exception {
        Edge edge = new Edge(Edge.SMALL + "<chainLetters tellAt='0'/>");
        send(edge, "ana", "beto", "carla", "dario");

        assertThat(edge.context.getSentMails()).isEmpty();
    }

    @Test
    void letterShouldBeLoggedWithItsAccountsAndNoWordOfIt() throws Exception {
        Edge edge = new Edge(FROM_THREE);
        try (Log log = new Log(Announcements.class)) {
            send(edge, "ana", "beto", "carla");

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("chain-letter ")
                    .contains("3 accounts, 6 external recipients since 2026-11-24T12:00:00Z", "ana@localhost")
                    .doesNotContain("cadena", "outside.example");
        }
    }

    @Test
    void mailShouldGoOnWithItsVerdictWhenTheAdministratorCannotBeTold() throws Exception {
        Edge edge = new Edge(FROM_THREE);
        MailetContext broken = Contexts.where(edge.context, "sendMail", sender -> {
            throw new IllegalStateException("no queue");
        });
        ReviewSubmission review = Edge.ready(edge.review(), broken);
        FakeMail last = chain("Mail-3", "carla");
        review.service(chain("Mail-1", "ana"));
        review.service(chain("Mail-2", "beto"));
        review.service(last);

        assertThat(Verdict.of(last).orElseThrow().decision()).isInstanceOf(Decision.Accept.class);
        assertThat(edge.metrics.countFor("mesura.faults")).isPositive();
    }

    private static void send(Edge edge, String... accounts) throws MessagingException {
        ReviewSubmission review = edge.review();
        for (String account : accounts) {
            FakeMail mail = chain("Mail-" + account, account);
            review.service(mail);
            assertThat(Verdict.of(mail).orElseThrow().decision()).isInstanceOf(Decision.Accept.class);
        }
    }

    private static FakeMail chain(String name, String account) throws MessagingException {
        return Edge.mail(name, account + "-1@outside.example", account + "-2@outside.example")
                .attribute(Edge.smtpUser(account + "@localhost"))
                .mimeMessage(Edge.message("Subject: " + name, CHAIN))
                .build();
    }
}
