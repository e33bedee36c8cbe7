/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner.demo;

import java.time.Duration;
import java.util.List;

import org.mesura.runner.Accounts;
import org.mesura.runner.ReceivedMail;
import org.mesura.runner.RunningServer;
import org.mesura.runner.Sink;
import org.mesura.runner.client.ImapMailbox;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.SmtpClient;

/** One account's mail program: what it sent, what came of it outside, and what came back. */
final class Correspondence implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String CIRCULAR = """
            Estimadas vecinas y vecinos: les recordamos que este sábado habrá jornada de vacunación en la plaza
            principal, de ocho de la mañana a cuatro de la tarde. Pueden venir sin cita previa.
            """;

    private final String account;
    private final SmtpClient smtp;
    private final ImapMailbox imap;
    private final Sink world;
    private int sent;

    private Correspondence(String account, SmtpClient smtp, ImapMailbox imap, Sink world) {
        this.account = account;
        this.smtp = smtp;
        this.imap = imap;
        this.world = world;
    }

    static Correspondence of(String account, RunningServer server, Sink world) {
        return new Correspondence(
                account,
                SmtpClient.login(server.ports().submission(), account, Accounts.PASSWORD),
                ImapMailbox.login(server.ports().imap(), account, Accounts.PASSWORD),
                world);
    }

    String account() {
        return account;
    }

    /** Sends so many different letters to all of {@code recipients}. */
    void writes(int letters, Story story, String... recipients) {
        List<String> to = List.of(recipients);
        for (int letter = 1; letter <= letters; letter++) {
            send(to, Letter.of(account, to));
            story.progress("sent", letter, letters);
        }
    }

    /** Sends one text to so many outsiders, each in a message of its own. */
    void circulates(int outsiders, Story story) {
        for (int outsider = 1; outsider <= outsiders; outsider++) {
            List<String> to = List.of("vecino" + outsider + "@barrio.outside.example");
            send(to, Letter.of(account, to, "Jornada de salud " + outsider, CIRCULAR.replace("\n", "\r\n")));
            story.progress("sent", outsider, outsiders);
        }
    }

    private void send(List<String> to, Letter letter) {
        if (!smtp.send(account, to, letter.bytes()).isPositive()) {
            throw new IllegalStateException("the server did not take a letter of " + account);
        }
        sent++;
    }

    int sent() {
        return sent;
    }

    /** Waits for so many messages in the inbox, and gives them. */
    List<byte[]> received(int number) {
        return imap.await(ImapMailbox.INBOX, number, BOUND);
    }

    /** Waits until so many of its letters are outside, and counts them. */
    long delivered(int number) {
        world.await(number, BOUND);
        return delivered();
    }

    long delivered() {
        return world.mails(this::isOurs).size();
    }

    private boolean isOurs(ReceivedMail mail) {
        return mail.sender().equals(account);
    }

    int inInbox() {
        return imap.count(ImapMailbox.INBOX);
    }

    /** Waits for a message from the server whose subject holds {@code words}, and gives the first. */
    ReadMessage notice(String words) {
        received(1);
        return messages().stream()
                .filter(message -> message.subject().contains(words))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(account + " got no message about '" + words + "'"));
    }

    /** How many messages from the server have a subject that holds {@code words}. */
    long notices(String words) {
        return messages().stream()
                .filter(message -> message.subject().contains(words))
                .count();
    }

    private List<ReadMessage> messages() {
        return imap.messages(ImapMailbox.INBOX).stream().map(ReadMessage::of).toList();
    }

    @Override
    public void close() {
        smtp.close();
        imap.close();
    }
}
