/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;

import org.mesura.runner.client.Letter;

/**
 * A program that answers all mail of an account, as bad ones do: also what an automaton sent, also reports, to the address
 * in From, and does not say that it is one itself. It does so when it is told to.
 */
final class Robot implements AutoCloseable {
    private final Person account;
    private final Set<String> answered = new HashSet<>();

    Robot(Person account) {
        this.account = account;
    }

    /** Answers what it has not; how many mails that were. */
    int answer() {
        List<ParsedMail> fresh = account.inbox().mails().stream()
                .filter(mail -> answered.add(mail.header("Message-ID").orElseThrow()))
                .toList();
        fresh.forEach(mail -> account.send(
                account.address(),
                List.of(from(mail)),
                Letter.of(account.address(), List.of(from(mail))).bytes()));
        return fresh.size();
    }

    List<ParsedMail> mails() {
        return account.inbox().mails();
    }

    private static String from(ParsedMail mail) {
        try {
            return new InternetAddress(mail.header("From").orElseThrow()).getAddress();
        } catch (AddressException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        account.close();
    }
}
