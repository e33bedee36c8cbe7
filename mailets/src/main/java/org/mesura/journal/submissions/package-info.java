/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * The journal of submissions: what was reviewed, one line each, in bounded files below {@code var/mesura/submissions}, so
 * that it can be judged once more by other limits ({@code org.mesura.whatif}). An account's name stands in it, of recipients
 * keyed hashes or their number, of a text where it belongs; nothing of a message.
 *
 * <p>Start with {@link org.mesura.journal.submissions.SubmissionJournal}, which writes it, and {@link
 * org.mesura.journal.submissions.Journals}, which reads it. This room touches {@code submission}, {@code policy}, {@code
 * usage}, {@code bulk}, {@code review}, the JDK and Guava.
 */
package org.mesura.journal.submissions;
