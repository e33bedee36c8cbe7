/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import org.mesura.runner.Accounts;
import org.mesura.runner.Await;
import org.mesura.runner.client.ImapMailbox;
import org.mesura.runner.client.Jmap;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.SmtpClient;
import org.mesura.runner.client.SmtpReply;

/** Somebody with an account made for one story, who writes over one connection and waits for what becomes of it. */
final class Person implements AutoCloseable {
    static final Duration BOUND = Duration.ofSeconds(60);

    private final ServerExtension james;
    private final String address;
    private final SmtpClient smtp;
    private final Inbox inbox;

    private Person(ServerExtension james, String address, SmtpClient smtp) {
        this.james = james;
        this.address = address;
        this.smtp = smtp;
        this.inbox = new Inbox(james, address);
    }

    /** Makes the account, and its domain if need be. */
    static Person join(ServerExtension james, String address) {
        james.accounts().createDomain(address.substring(address.indexOf('@') + 1));
        james.accounts().create(address);
        return known(james, address);
    }

    /** Somebody who has an account already. */
    static Person known(ServerExtension james, String address) {
        return new Person(
                james, address, SmtpClient.login(james.server().ports().submission(), address, Accounts.PASSWORD));
    }

    String address() {
        return address;
    }

    /** A further connection; the caller closes it. */
    SmtpClient connect() {
        return SmtpClient.login(james.server().ports().submission(), address, Accounts.PASSWORD);
    }

    /** The connection on which this person writes. */
    SmtpClient smtp() {
        return smtp;
    }

    /** What this person reads. */
    Inbox inbox() {
        return inbox;
    }

    /** The server takes a letter of this person's to {@code recipients}. */
    Letter write(String... recipients) {
        Letter letter = Letter.of(address, List.of(recipients));
        send(address, List.of(recipients), letter.bytes());
        return letter;
    }

    /** The server takes {@code letter}, whose header may name others than it goes to. */
    Letter send(Letter letter, String... recipients) {
        send(address, List.of(recipients), letter.bytes());
        return letter;
    }

    /** Writes and waits for the verdict, so that it comes before that on whatever is written next. */
    Letter writeAndAwaitReview(String... recipients) {
        long reviewed = reviews();
        Letter letter = write(recipients);
        awaitReviews(reviewed + 1);
        return letter;
    }

    /** The server takes what this person sends, whatever it says of whom it is from. */
    void send(String envelopeSender, List<String> recipients, byte[] message) {
        SmtpReply reply = smtp.send(envelopeSender, recipients, message);
        if (reply.code() != 250) {
            throw new AssertionError("the server does not take a message of " + address + ": " + reply);
        }
    }

    Jmap jmap() {
        return new Jmap(james.server().ports().jmap(), address, Accounts.PASSWORD);
    }

    Ledger ledger() {
        return Ledger.of(james, address);
    }

    private long reviews() {
        Ledger ledger = ledger();
        return ledger.sent() + ledger.refused();
    }

    /** Waits until so many messages were charged or refused since the account exists. */
    Ledger awaitReviews(long number) {
        Await.until(BOUND, number + " reviews for " + address, () -> reviews() >= number);
        return ledger();
    }

    /** Waits until so many delivery reports lie in the inbox, and gives them as text. */
    List<String> awaitReports(int number) {
        return awaitMail(number, text -> text.contains("multipart/report"));
    }

    /** Waits until so many messages of a kind lie in the inbox, and gives them as text. */
    List<String> awaitMail(int number, Predicate<String> kind) {
        try (ImapMailbox mailbox = ImapMailbox.login(james.server().ports().imap(), address, Accounts.PASSWORD)) {
            Await.until(
                    BOUND,
                    number + " such messages for " + address,
                    () -> mailbox.count(ImapMailbox.INBOX) >= number
                            && mailbox.texts(ImapMailbox.INBOX).stream()
                                            .filter(kind)
                                            .count()
                                    >= number);
            return mailbox.texts(ImapMailbox.INBOX).stream().filter(kind).toList();
        }
    }

    @Override
    public void close() {
        smtp.close();
        inbox.close();
    }
}
