/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import com.google.common.collect.ImmutableList;

/**
 * What a message says, decoded: the part of it that makes two messages the same or not.
 *
 * @param subject the Subject header, decoded as far as it can be; empty if there is none
 * @param text the text a reader sees: the plain text, or if there is none the text of the HTML
 * @param attachments a keyed digest of each attachment's content, in their order
 */
record MessageContent(String subject, String text, ImmutableList<Long> attachments) {
    boolean isEmpty() {
        return subject.isBlank() && text.isBlank() && attachments.isEmpty();
    }
}
