/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.mesura.runner.Accounts;
import org.mesura.runner.Await;
import org.mesura.runner.client.ImapMailbox;
import org.mesura.runner.client.Jmap;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.SmtpClient;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Somebody with an account that the story made: writes on one connection, as each authentication costs the server a
 * password hash, and reads what comes back.
 */
final class Person implements AutoCloseable {
    static final Duration BOUND = Duration.ofSeconds(60);

    private final ServerExtension james;
    private final String address;
    private final SmtpClient smtp;
    private final ImapMailbox mailbox;

    private Person(ServerExtension james, String address) {
        this.james = james;
        this.address = address;
        this.smtp = SmtpClient.login(james.server().ports().submission(), address, Accounts.PASSWORD);
        this.mailbox = ImapMailbox.login(james.server().ports().imap(), address, Accounts.PASSWORD);
    }

    /** Makes the account, and its domain if need be. */
    static Person of(ServerExtension james, String address) {
        james.accounts().createDomain(address.substring(address.indexOf('@') + 1));
        james.accounts().create(address);
        return new Person(james, address);
    }

    String address() {
        return address;
    }

    /** The connection on which this person writes. */
    SmtpClient smtp() {
        return smtp;
    }

    Jmap jmap() {
        return new Jmap(james.server().ports().jmap(), address, Accounts.PASSWORD);
    }

    /** Sends a letter such as nobody else writes. */
    Letter writeTo(String... recipients) {
        return send(Letter.of(address, List.of(recipients)), List.of(recipients));
    }

    /** Sends {@code letter}, which the server must accept. */
    Letter send(Letter letter, Collection<String> recipients) {
        return send(address, letter, recipients);
    }

    /** Sends {@code letter} in the name of another, or of nobody. */
    Letter send(String envelopeSender, Letter letter, Collection<String> recipients) {
        assertThat(smtp.send(envelopeSender, recipients, letter.bytes()).code()).isEqualTo(250);
        return letter;
    }

    /** Waits until this many messages came, and gives all there are. */
    List<ParsedMail> awaitInbox(int number) {
        return mailbox.await(ImapMailbox.INBOX, number, BOUND).stream()
                .map(ParsedMail::of)
                .toList();
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
        return Await.value(BOUND, number + " " + what + " for " + address, () -> {
            List<ParsedMail> found = inbox().stream().filter(wanted).toList();
            return found.size() >= number ? Optional.of(found) : Optional.empty();
        });
    }

    /** What came so far. */
    List<ParsedMail> inbox() {
        return mailbox.messages(ImapMailbox.INBOX).stream().map(ParsedMail::of).toList();
    }

    /** What the server's administrator sees of the account. */
    JsonNode ledger() {
        return james.server()
                .webAdmin()
                .get("/mesura/accounts/" + address)
                .expect(200)
                .json();
    }

    /** Waits until the ledger's figure, such as {@code /refusedLastDay/messages}, is {@code value}. */
    void awaitLedger(String figure, long value) {
        Await.until(
                BOUND,
                figure + " of " + address + " to be " + value,
                () -> ledger().at(figure).asLong(-1) == value);
    }

    @Override
    public void close() {
        smtp.close();
        mailbox.close();
    }
}
