/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * Guidance on proper use: what is written to a sender, in which language, and how often.
 *
 * <p>Start with {@link org.mesura.notice.Occasion}, what there is to say. {@link org.mesura.notice.NoticeDesk} says
 * whether it is said, {@link org.mesura.notice.NoticeWriter} in which words. The words are the files of {@code
 * conf/notices}, which {@link org.mesura.notice.Templates} reads, tries and, where they are missing or broken, replaces
 * by those bundled with Mesura. No sentence of a notice stands in a class.
 *
 * <p>This room touches {@code review} and the rooms
 * above it, the JDK, Guava and Mustache.
 */
package org.mesura.notice;
