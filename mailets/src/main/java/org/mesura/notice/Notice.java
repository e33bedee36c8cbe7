/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import com.google.common.collect.ImmutableSet;

/**
 * A written notice, ready to be sent.
 *
 * @param languages its languages, in the order in which they stand below each other
 * @param subject one line, without line breaks
 * @param text the plain text, lines of at most 78 characters
 * @param html the same as a complete HTML page without remote content
 */
public record Notice(ImmutableSet<Language> languages, String subject, String text, String html) {}
