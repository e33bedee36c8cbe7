/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Instant;
import java.util.Optional;

/**
 * The message that a notice is about, as its own sender knows it.
 *
 * @param subject the subject as the sender wrote it, decoded; untrusted text
 * @param sentAt when the server accepted it
 * @param recipients how many distinct recipients it has
 */
public record Message(Optional<String> subject, Instant sentAt, int recipients) {}
