/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.stories.ServerExtension.address;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.mesura.runner.ReceivedMail;
import org.mesura.runner.client.ImapMailbox;
import org.mesura.runner.client.Jmap;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.SmtpClient;

/** What every flavour of the server does, with Mesura's jar in place. */
interface ServerContract {
    Duration BOUND = Duration.ofSeconds(60);
    Duration START = Duration.ofSeconds(15);
    /** How often it is started anew on a machine that was too busy to tell. */
    int STARTS = 3;

    ServerExtension james();

    @Test
    default void startShouldCostAtMostFifteenSeconds() {
        // Processor time, which a busy machine stretches little; on an idle one the start takes no longer than that.
        for (int again = 0;
                again < STARTS && james().server().startProcessorTime().compareTo(START) >= 0;
                again++) {
            james().server().restart();
        }
        assertThat(james().server().startProcessorTime()).isLessThan(START);
    }

    @Test
    default void mailShouldReachMailboxAndWorld() {
        List<String> recipients = List.of(address("beto"), "eva@outside.example", "leo@sub.outside.example");
        Letter letter = Letter.of(address("ana"), recipients);
        try (SmtpClient smtp = james().smtp("ana");
                ImapMailbox beto = james().mailbox("beto")) {
            assertThat(smtp.send(address("ana"), recipients, letter.bytes()).code())
                    .isEqualTo(250);

            assertThat(beto.await(ImapMailbox.INBOX, 1, BOUND)).hasSize(1);
            assertThat(beto.texts(ImapMailbox.INBOX).get(0)).contains(letter.header("Message-ID"));
        }
        ReceivedMail relayed = james().sink().await(1, BOUND).get(0);
        assertThat(relayed.sender()).isEqualTo(address("ana"));
        assertThat(relayed.recipients()).contains("eva@outside.example");
        assertThat(relayed.text()).contains(letter.header("Message-ID"));
    }

    @Test
    default void mailFromOutsideShouldReachMailboxButNotBeRelayed() {
        Letter letter = Letter.of("eva@outside.example", List.of(address("carla")));
        try (SmtpClient smtp = SmtpClient.connect(james().server().ports().smtp());
                ImapMailbox carla = james().mailbox("carla")) {
            assertThat(smtp.send("eva@outside.example", List.of(address("carla")), letter.bytes())
                            .code())
                    .isEqualTo(250);
            assertThat(smtp.send("eva@outside.example", List.of("leo@outside.example"), letter.bytes())
                            .isPositive())
                    .isFalse();

            assertThat(carla.await(ImapMailbox.INBOX, 1, BOUND)).hasSize(1);
        }
    }

    @Test
    default void submissionWithoutAuthenticationShouldNotBeRelayed() {
        try (SmtpClient smtp = SmtpClient.connect(james().server().ports().submission())) {
            List<String> recipients = List.of("eva@outside.example");
            assertThat(smtp.send(
                                    address("ana"),
                                    recipients,
                                    Letter.of(address("ana"), recipients).bytes())
                            .isPositive())
                    .isFalse();
        }
    }

    @Test
    default void jmapSubmissionShouldReachMailboxAndWorld() {
        Jmap.Submission submission = james().jmap("prensa")
                .send(List.of(address("soporte"), "eva@outside.example"), "Agenda", "El jueves a las diez.");

        assertThat(submission.isAccepted()).as(submission.detail()).isTrue();
        assertThat(james().sink().await(1, BOUND).get(0).text()).contains("El jueves a las diez");
        try (ImapMailbox soporte = james().mailbox("soporte")) {
            assertThat(soporte.await(ImapMailbox.INBOX, 1, BOUND)).hasSize(1);
        }
    }

    @Test
    default void recipientRefusedByTheWorldShouldBounce() {
        james().sink().refuse("nobody@outside.example", "550 5.1.1 no such user");
        List<String> recipients = List.of("nobody@outside.example");
        try (SmtpClient smtp = james().smtp("mesa.ayuda");
                ImapMailbox sender = james().mailbox("mesa.ayuda")) {
            smtp.send(
                    address("mesa.ayuda"),
                    recipients,
                    Letter.of(address("mesa.ayuda"), recipients).bytes());

            sender.await(ImapMailbox.INBOX, 1, BOUND);
            assertThat(sender.texts(ImapMailbox.INBOX).get(0))
                    .contains("multipart/report")
                    .contains("nobody@outside.example");
        }
    }
}
