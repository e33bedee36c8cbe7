/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.mesura.stories.Person.BOUND;
import static org.mesura.stories.ServerExtension.address;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.mail.Session;
import javax.mail.Transport;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.Accounts;
import org.mesura.runner.Await;
import org.mesura.runner.WhatElse;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.SmtpReply;

import com.sun.mail.smtp.SMTPSendFailedException;

/** What a mail program is told while the mail is still in its sender's hands. */
class DoorStory {
    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.refusingAtTheDoor().with(TestConfiguration.mesura("""
            <mesura>
              <institution>
                <name>Alcaldía de Ejemplo</name>
                <timeZone>America/Bogota</timeZone>
                <language>es</language>
                <helpPage>https://www.alcaldia.example/correo</helpPage>
              </institution>
              <policies>
                <policy name="unlimited"/>
                <policy name="three">
                  <limit measure="messages" quantity="3" window="1d"/>
                  <overLimit>bounce</overLimit>
                  <recipientsPerMessage>2</recipientsPerMessage>
                </policy>
              </policies>
              <assignments default="unlimited">
                <domain name="puerta.example" policy="three"/>
              </assignments>
            </mesura>
            """));

    private static final String EVA = "eva@outside.example";
    private static final String FULL =
            "4\\.7\\.1 Limite de 3 mensajes por dia alcanzado; libre a partir del [a-z]+ [0-9]+ de [a-z]+ a las?"
                    + " [0-9:]+ \\(hora de Colombia\\)\\. https://www\\.alcaldia\\.example/correo";

    private static void suspend(Person person) {
        JAMES.server()
                .webAdmin()
                .put("/mesura/accounts/" + person.address() + "/suspension", Map.of("for", "30min"))
                .expect(204);
    }

    private static SmtpReply send(Person person, String... recipients) {
        List<String> to = List.of(recipients);
        return person.smtp()
                .send(person.address(), to, Letter.of(person.address(), to).bytes());
    }

    private static void useTheLimitUp(Person person) {
        for (int letter = 1; letter <= 3; letter++) {
            person.writeAndAwaitReview(EVA);
        }
    }

    @Test
    void fourthMessageShouldBeRefusedAfterDataAndNeitherChargedNorDelivered() {
        try (Person ana = Person.join(JAMES, "ana@puerta.example")) {
            useTheLimitUp(ana);

            SmtpReply reply = send(ana, EVA);

            assertThat(reply.code()).isEqualTo(451);
            assertThat(reply.text()).matches(FULL);
            assertThat(ana.smtp().command("NOOP").isPositive())
                    .as("the connection goes on")
                    .isTrue();
            Await.until(BOUND, "the refusal in the figures", () -> ana.ledger().refused() == 1);
            Quiet.await(JAMES);
            assertThat(ana.ledger().sent()).isEqualTo(3);
            assertThat(JAMES.sink().mails()).hasSize(3);
            assertThat(ana.inbox().mails())
                    .as("nothing was accepted, so nothing is reported")
                    .noneMatch(ParsedMail::isReport);
        }
    }

    @Test
    void outsiderShouldBeRefusedAtRcptWhenTheAccountIsSuspendedAndColleaguesPass() {
        try (Person ana = Person.join(JAMES, "pausa@puerta.example");
                Person beto = Person.known(JAMES, address("beto"))) {
            suspend(ana);
            ana.smtp().mailFrom(ana.address());

            SmtpReply outside = ana.smtp().rcptTo(EVA);
            SmtpReply inside = ana.smtp().rcptTo(beto.address());
            Letter letter = Letter.of(ana.address(), List.of(beto.address()));
            SmtpReply taken = ana.smtp().data(letter.bytes());

            assertThat(outside.code()).isEqualTo(451);
            assertThat(outside.text())
                    .startsWith("4.7.1 Su correo hacia fuera esta en pausa; libre a")
                    .endsWith("(hora de Colombia). https://www.alcaldia.example/correo");
            assertThat(inside.code()).isEqualTo(250);
            assertThat(taken.code()).isEqualTo(250);
            assertThat(beto.awaitMail(1, text -> text.contains(letter.header("Message-ID"))))
                    .hasSize(1);
        }
    }

    @Test
    void recipientsShouldBeTakenUpToAHundredAndTheMessageRefusedWhole() {
        String[] many = IntStream.rangeClosed(1, 101)
                .mapToObj(number -> "p" + number + "@outside.example")
                .toArray(String[]::new);
        try (Person ana = Person.join(JAMES, "muchos@puerta.example")) {
            SmtpReply last = send(ana, many);
            SmtpReply three = send(ana, many[0], many[1], many[2]);

            assertThat(last.toString())
                    .startsWith("452 4.5.3 Demasiados destinatarios: el maximo es de 2 destinatarios");
            assertThat(three.toString()).startsWith("550 5.5.3 Demasiados destinatarios");
            assertThat(ana.ledger().sent()).isZero();
        }
    }

    @Test
    void pythonsMailProgramShouldSeeTheText() throws Exception {
        assumeTrue(WhatElse.isInstalled("python3"), "not told without python3 (Debian: apt-get install python3)");
        try (Person ana = Person.join(JAMES, "serpiente@puerta.example")) {
            useTheLimitUp(ana);

            String seen = python("""
                    import smtplib, sys
                    port, account, password = int(sys.argv[1]), sys.argv[2], sys.argv[3]
                    with smtplib.SMTP('127.0.0.1', port) as server:
                        server.login(account, password)
                        try:
                            server.sendmail(account, ['eva@outside.example'], 'Subject: Una mas\\n\\nHola')
                        except smtplib.SMTPDataError as refused:
                            print(refused.smtp_code, refused.smtp_error.decode('ascii'))
                    """, "" + JAMES.server().ports().submission(), ana.address(), Accounts.PASSWORD);

            assertThat(seen.strip()).matches("451 " + FULL);
        }
    }

    /** The library with which James itself sends, as its RemoteDelivery does. */
    @Test
    void jamessOwnMailClientShouldSeeTheText() throws Exception {
        try (Person ana = Person.join(JAMES, "cliente@puerta.example")) {
            useTheLimitUp(ana);
            Session session = Session.getInstance(new Properties());
            MimeMessage message = new MimeMessage(
                    session,
                    new ByteArrayInputStream(
                            Letter.of(ana.address(), List.of(EVA)).bytes()));
            try (Transport client = session.getTransport("smtp")) {
                client.connect("127.0.0.1", JAMES.server().ports().submission(), ana.address(), Accounts.PASSWORD);

                assertThatThrownBy(() -> client.sendMessage(message, InternetAddress.parse(EVA)))
                        .isInstanceOfSatisfying(SMTPSendFailedException.class, refused -> {
                            assertThat(refused.getReturnCode()).isEqualTo(451);
                            assertThat(refused.getMessage().strip()).matches("451 " + FULL);
                        });
            }
        }
    }

    private static String python(String program, String port, String account, String password)
            throws IOException, InterruptedException {
        Process python = new ProcessBuilder("python3", "-c", program, port, account, password)
                .redirectErrorStream(true)
                .start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).as(said).isTrue();
        return said;
    }
}
