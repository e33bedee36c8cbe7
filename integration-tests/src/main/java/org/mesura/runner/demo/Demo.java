/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.mesura.runner.Accounts;
import org.mesura.runner.Flavour;
import org.mesura.runner.RunningServer;
import org.mesura.runner.Sink;
import org.mesura.runner.client.ImapMailbox;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.SmtpClient;

/**
 * {@code ./mvnw -Pdemo}: plays the story of a sender and a limit on a real James and checks every figure it tells.
 *
 * <p>The server listens on free ports and works in a folder of its own, so that the demo disturbs nothing that runs. The
 * last line is {@code demo: ok}, or {@code demo: FAILED <why>} with exit code 1.
 */
public final class Demo {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String ANA = "ana@" + Accounts.DOMAIN;
    private static final String BETO = "beto@" + Accounts.DOMAIN;
    private static final int LETTERS = 10;

    private final Story story;
    private final RunningServer server;
    private final Sink world;

    private Demo(Story story, RunningServer server, Sink world) {
        this.story = story;
        this.server = server;
        this.world = world;
    }

    public static void main(String[] arguments) {
        Story story = new Story(System.out);
        try {
            play(story);
        } catch (RuntimeException | AssertionError e) {
            story.fail(String.valueOf(e.getMessage()));
        }
        // Maven's own farewell would come after the last line that this story promises.
        System.exit(story.end());
    }

    private static void play(Story story) {
        story.step("A James with Mesura starts");
        try (Sink world = Sink.onAnyPort();
                RunningServer server = RunningServer.settings()
                        .work(Path.of(System.getProperty("mesura.work")).resolveSibling("demo"))
                        .fresh()
                        .flavour(Flavour.of(System.getProperty("mesura.flavour")))
                        .freePorts()
                        .world(world.port())
                        .start()) {
            story.tell("accepts mail after " + server.startTime().toMillis() + " ms");
            new Demo(story, server, world).normalMailPasses();
            server.discard();
        }
    }

    private void normalMailPasses() {
        story.step("Normal mail passes");
        int accepted = 0;
        try (SmtpClient smtp = SmtpClient.login(server.ports().submission(), ANA, Accounts.PASSWORD);
                ImapMailbox beto = ImapMailbox.login(server.ports().imap(), BETO, Accounts.PASSWORD)) {
            for (int letter = 1; letter <= LETTERS; letter++) {
                List<String> recipients = List.of(BETO, "eva@outside.example");
                if (smtp.send(ANA, recipients, Letter.of(ANA, recipients).bytes())
                        .isPositive()) {
                    accepted++;
                }
                story.progress("sent", letter, LETTERS);
            }
            story.figure("letters accepted", LETTERS, accepted);
            story.figure(
                    "delivered to Beto",
                    LETTERS,
                    beto.await(ImapMailbox.INBOX, LETTERS, BOUND).size());
            story.figure(
                    "delivered outside", LETTERS, world.await(LETTERS, BOUND).size());
        }
    }
}
