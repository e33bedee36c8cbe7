/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mesura.runner.Accounts;
import org.mesura.runner.Docker;
import org.mesura.runner.RunningContainer;
import org.mesura.runner.RunningServer;
import org.mesura.runner.Sink;
import org.mesura.runner.client.ImapMailbox;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.SmtpClient;

/** The image that an institution runs guides senders as the server of the other stories does, in 512 MiB. */
@Tag("container")
class ContainerStory {
    private static final String IMAGE = "mesura:story";
    private static final String MEMORY = "--memory=512m";
    private static final Duration BOUND = Duration.ofSeconds(45);

    private static final String ANA = "ana@alcaldia.example";
    private static final String EVA = "eva@outside.example";
    /** Of tier {@code staff}, which {@code conf/} gives everybody. */
    private static final int MESSAGES_A_MINUTE = 30;

    /** The warning that came with the 24th message, at 80 %, and the DSN and the guidance that the 31st brings. */
    private static final int ANSWERS = 3;

    /** After which {@code docker stop} kills unless told otherwise. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** What a JVM ends with that closed everything after SIGTERM; 137 would be a kill. */
    private static final int ENDED_IN_ORDER = 128 + 15;

    private Sink world;
    private RunningContainer server;

    @BeforeAll
    static void build() {
        Docker.build(Path.of(System.getProperty("mesura.root")), System.getProperty("mesura.base"), IMAGE);
    }

    @BeforeEach
    void start() {
        world = Sink.onAnyPort();
        Path work = Path.of(System.getProperty("mesura.stories"), "container");
        server = RunningContainer.start(
                RunningServer.settings()
                        .work(work)
                        .world(world.port())
                        .replace("mesura.xml", "<overLimit>defer</overLimit>", "<overLimit>bounce</overLimit>")
                        .openDoor(),
                IMAGE,
                MEMORY);
    }

    @AfterEach
    void remove() {
        if (server != null) {
            server.close();
        }
        world.close();
    }

    @Test
    void thirtyFirstMessageOfAMinuteShouldBringItsSenderADsnAndGuidance() {
        Letter oneTooMany = Letter.of(ANA, List.of(EVA));
        try (SmtpClient smtp = SmtpClient.login(server.ports().submission(), ANA, Accounts.PASSWORD)) {
            for (int message = 0; message < MESSAGES_A_MINUTE; message++) {
                send(smtp, Letter.of(ANA, List.of(EVA)));
            }
            // Reviews run side by side: only now is the next message sure to be reviewed last.
            world.await(MESSAGES_A_MINUTE, BOUND);
            send(smtp, oneTooMany);
        }

        List<String> answers = answersTo(ANA);

        assertSoftly(softly -> {
            softly.assertThat(answers).hasSize(ANSWERS);
            softly.assertThat(answers).as("a DSN").anySatisfy(answer -> assertThat(answer)
                    .containsIgnoringCase("Content-Type: multipart/report")
                    .containsPattern("(?i)Final-Recipient: *rfc822; *" + EVA)
                    .containsPattern("(?i)Action: *failed")
                    .containsPattern("(?i)Status: *5\\.7\\.1"));
            softly.assertThat(answers).as("guidance").anySatisfy(answer -> assertThat(answer)
                    .doesNotContainIgnoringCase("multipart/report")
                    .containsIgnoringCase("Auto-Submitted: auto-replied")
                    .containsPattern("(?i)In-Reply-To:\\s*" + oneTooMany.header("Message-ID")));
            softly.assertThat(world.count()).as("mails that left").isEqualTo(MESSAGES_A_MINUTE);
        });
    }

    @Test
    void containerShouldEndInOrderAndLeaveNothingWhenStopped() {
        RunningContainer.End end = server.stop(PATIENCE);
        server.close();

        assertSoftly(softly -> {
            softly.assertThat(end.exitCode()).isEqualTo(ENDED_IN_ORDER);
            softly.assertThat(end.time()).isLessThan(PATIENCE);
            softly.assertThat(server.exists())
                    .as("the container is still there")
                    .isFalse();
        });
    }

    private static void send(SmtpClient smtp, Letter letter) {
        assertThat(smtp.send(ANA, List.of(EVA), letter.bytes()).code()).isEqualTo(250);
    }

    private List<String> answersTo(String account) {
        try (ImapMailbox mailbox = ImapMailbox.login(server.ports().imap(), account, Accounts.PASSWORD)) {
            mailbox.await(ImapMailbox.INBOX, ANSWERS, BOUND);
            return mailbox.texts(ImapMailbox.INBOX);
        }
    }
}
