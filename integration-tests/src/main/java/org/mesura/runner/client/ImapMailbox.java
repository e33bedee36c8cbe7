/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Store;

import org.mesura.runner.Await;

import com.sun.mail.imap.IMAPMessage;

/**
 * An account's mail, read over IMAP without marking anything as seen.
 *
 * <p>James 3.8 leaves about one command in some thousands without an answer. A mail program would hang up and ask again, and
 * so does this one; all it asks leaves the server as it was.
 */
public final class ImapMailbox implements AutoCloseable {
    /** The folder that new mail comes to. */
    public static final String INBOX = "INBOX";

    private static final int ATTEMPTS = 3;
    /** For one answer, in milliseconds. */
    private static final String PATIENCE = "10000";

    private final int port;
    private final String account;
    private final String password;
    private Store store;

    private interface Question<T> {
        T ask(Folder folder) throws MessagingException, IOException;
    }

    private ImapMailbox(int port, String account, String password) throws MessagingException {
        this.port = port;
        this.account = account;
        this.password = password;
        this.store = connect();
    }

    /** Connects and authenticates; a refusal is an error. */
    public static ImapMailbox login(int port, String account, String password) {
        try {
            return new ImapMailbox(port, account, password);
        } catch (MessagingException e) {
            throw new AssertionError("no IMAP for " + account, e);
        }
    }

    private Store connect() throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.imap.timeout", PATIENCE);
        properties.setProperty("mail.imap.connectiontimeout", PATIENCE);
        properties.setProperty("mail.imap.partialfetch", "false");
        properties.setProperty("mail.imap.peek", "true");
        Store connected = Session.getInstance(properties).getStore("imap");
        connected.connect("127.0.0.1", port, account, password);
        return connected;
    }

    /** The messages of a folder, byte for byte, in the order in which they came; none if there is no such folder. */
    public List<byte[]> messages(String folder) {
        return ask(folder, open -> {
                    List<byte[]> messages = new ArrayList<>();
                    for (Message message : open.getMessages()) {
                        try (InputStream raw = ((IMAPMessage) message).getMimeStream()) {
                            messages.add(raw.readAllBytes());
                        }
                    }
                    return messages;
                })
                .orElse(List.of());
    }

    /** The messages as text; bytes beyond ASCII are read as UTF-8. */
    public List<String> texts(String folder) {
        return messages(folder).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    /** How many messages a folder has. */
    public int count(String folder) {
        return ask(folder, Folder::getMessageCount).orElse(0);
    }

    /** Waits until a folder has at least {@code number} messages, and gives them. */
    public List<byte[]> await(String folder, int number, Duration bound) {
        return Await.value(
                bound,
                number + " messages in " + folder + " of " + account,
                () -> count(folder) >= number ? Optional.of(messages(folder)) : Optional.empty());
    }

    /** Each question opens the folder anew, for only then all servers show what came meanwhile. */
    private <T> Optional<T> ask(String name, Question<T> question) {
        for (int attempt = 1; ; attempt++) {
            try {
                Folder folder = store.getFolder(name);
                if (!folder.exists()) {
                    return Optional.empty();
                }
                folder.open(Folder.READ_ONLY);
                T answer = question.ask(folder);
                folder.close(false);
                return Optional.of(answer);
            } catch (MessagingException | IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new AssertionError("IMAP failed on " + name + " of " + account, e);
                }
                reconnect();
            }
        }
    }

    private void reconnect() {
        close();
        try {
            store = connect();
        } catch (MessagingException e) {
            throw new AssertionError("no IMAP for " + account, e);
        }
    }

    @Override
    public void close() {
        try {
            store.close();
        } catch (MessagingException alreadyGone) {
            // Nothing is lost with the connection.
        }
    }
}
