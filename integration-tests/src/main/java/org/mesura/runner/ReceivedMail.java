/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A mail as the {@link Sink} got it.
 *
 * @param sender the envelope's, empty for a bounce
 * @param recipients the envelope's, in order, without those that were refused
 * @param message what came after DATA, byte for byte, dots unstuffed
 * @param arrived when its last byte came
 */
public record ReceivedMail(String sender, List<String> recipients, byte[] message, Instant arrived) {
    public ReceivedMail {
        recipients = List.copyOf(recipients);
    }

    /** The message as text; bytes beyond ASCII are read as UTF-8. */
    public String text() {
        return new String(message, StandardCharsets.UTF_8);
    }
}
