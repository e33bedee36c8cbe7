/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import com.google.common.collect.ImmutableList;

/**
 * What a message says, decoded: the part of it that makes two messages the same or not.
 *
 * @param subject the Subject header, decoded as far as it can be; empty if there is none
 * @param text what a reader sees, in lines that end in {@code \n}: a quoted line begins with {@code >}, and a signature
 *     is preceded by the line {@code "-- "} where the message marks it (RFC 3676, section 4.3). No link targets: of a
 *     link the words are there, its address only where a reader sees it (see {@link LinkTargets})
 * @param attachments a keyed digest of the content of each attachment, ascending: their order says nothing
 * @param inline the same of each picture that the HTML shows, enclosed or by its address. A signature's logo is one, and
 *     so is all there is of a mailing that consists of a picture: they tell messages apart only where there is nothing else
 */
record MessageContent(String subject, String text, ImmutableList<Long> attachments, ImmutableList<Long> inline) {
    boolean isEmpty() {
        return subject.isBlank() && text.isBlank() && attachments.isEmpty() && inline.isEmpty();
    }
}
