/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.mesura.runner.client.Letter;

/** What makes a person's mail look as if no person had sent it. */
enum Disguise {
    NULL_SENDER,
    AUTO_SUBMITTED("Auto-Submitted", "auto-replied"),
    CALENDAR("Content-Type", "text/calendar; method=REQUEST; charset=utf-8"),
    PRECEDENCE("Precedence", "bulk"),
    LIST("List-Id", "<neighbours.alcaldia.example>");

    private final List<String> header;

    Disguise(String... header) {
        this.header = List.of(header);
    }

    /** The address, in {@code domain}, of an account that writes like this only. */
    String account(String domain) {
        return name().toLowerCase(Locale.ROOT) + "@" + domain;
    }

    /** Sends {@code text} under a subject of its own. */
    void send(Person author, String recipient, String text) {
        Letter letter = Letter.of(author.address(), List.of(recipient), "Disguised " + UUID.randomUUID(), text);
        if (!header.isEmpty()) {
            letter.header(header.get(0), header.get(1));
        }
        if (this == LIST) {
            letter.header("List-Unsubscribe", "<mailto:leave@alcaldia.example>");
            letter.header("List-Post", "<mailto:neighbours@alcaldia.example>");
        }
        author.send(this == NULL_SENDER ? "" : author.address(), List.of(recipient), letter.bytes());
    }
}
