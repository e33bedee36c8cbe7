/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import static java.util.stream.Collectors.joining;

import java.time.Instant;

import com.google.common.collect.ImmutableList;

/**
 * A message that somebody really wrote, or could have.
 *
 * @param id its name, which says nothing of it: file and line
 * @param subject the subject
 * @param body the text
 * @param recipients the distinct addresses it went to
 * @param reply whether it answers another
 * @param at when it was sent
 */
record OrdinaryMail(
        String id, String subject, String body, ImmutableList<String> recipients, boolean reply, Instant at) {
    /** The text without the lines that quote another. */
    String ownWords() {
        return body.lines().filter(line -> !line.startsWith(">")).collect(joining("\n"));
    }

    /** The message as octets. */
    byte[] message() {
        return Mime.message(subject, reply, Dress.usual(Dress.Form.PLAIN), body, body);
    }
}
