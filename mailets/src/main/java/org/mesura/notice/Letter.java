/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

/**
 * What the administrator is told, written and ready to be sent.
 *
 * @param language its language
 * @param subject one line, without line breaks
 * @param text the plain text, lines of at most 78 characters
 */
public record Letter(Language language, String subject, String text) {}
