/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

/**
 * A written notice, ready to be sent.
 *
 * @param language its language
 * @param subject one line, without line breaks
 * @param text the plain text, lines of at most 78 characters
 * @param html the same as a complete HTML page without remote content
 */
public record Notice(Language language, String subject, String text, String html) {}
