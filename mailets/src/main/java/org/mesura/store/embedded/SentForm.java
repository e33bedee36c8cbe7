/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import org.mesura.store.memory.Sent;
import org.mesura.submission.SubmissionId;

/**
 * How the key of what was sent stands in the file: {@code 3:dsnMail-1}, the length of the thing's name, the name, the id.
 */
final class SentForm {
    private SentForm() {}

    static String of(Sent sent) {
        return sent.what().length() + ":" + sent.what() + sent.id().value();
    }

    /** @throws IllegalArgumentException if {@code key} is none */
    static Sent sent(String key) {
        int colon = key.indexOf(':');
        try {
            int end = colon + 1 + Integer.parseInt(key.substring(0, colon));
            return new Sent(new SubmissionId(key.substring(end)), key.substring(colon + 1, end));
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("no key of what was sent", e);
        }
    }
}
