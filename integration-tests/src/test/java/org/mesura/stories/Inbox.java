/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.mesura.runner.Accounts;
import org.mesura.runner.Await;
import org.mesura.runner.client.ImapMailbox;

/** What an account reads, over one connection that is made when it is first needed. */
final class Inbox implements AutoCloseable {
    private final ServerExtension james;
    private final String account;
    private Optional<ImapMailbox> connection = Optional.empty();

    Inbox(ServerExtension james, String account) {
        this.james = james;
        this.account = account;
    }

    /** What came so far. */
    List<ParsedMail> mails() {
        return mailbox().messages(ImapMailbox.INBOX).stream()
                .map(ParsedMail::of)
                .toList();
    }

    /** Waits until this many messages came, and gives all there are. */
    List<ParsedMail> await(int number) {
        return await(number, "messages", mail -> true);
    }

    /** Waits until this many delivery reports came, and gives all there are. */
    List<ParsedMail> awaitReports(int number) {
        return await(number, "delivery reports", ParsedMail::isReport);
    }

    /** Waits until this many of Mesura's notices came, and gives all there are. */
    List<ParsedMail> awaitNotices(int number) {
        return await(number, "notices", ParsedMail::isNotice);
    }

    private List<ParsedMail> await(int number, String what, Predicate<ParsedMail> wanted) {
        return Await.value(Person.BOUND, number + " " + what + " for " + account, () -> {
            List<ParsedMail> found = mails().stream().filter(wanted).toList();
            return found.size() >= number ? Optional.of(found) : Optional.empty();
        });
    }

    private ImapMailbox mailbox() {
        if (connection.isEmpty()) {
            connection = Optional.of(ImapMailbox.login(james.server().ports().imap(), account, Accounts.PASSWORD));
        }
        return connection.get();
    }

    @Override
    public void close() {
        connection.ifPresent(ImapMailbox::close);
    }
}
