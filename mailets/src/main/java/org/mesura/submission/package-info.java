/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * What somebody asked the server to send, as plain values: who ({@link org.mesura.submission.Sender}), to whom
 * ({@link org.mesura.submission.Recipients}) and which ({@link org.mesura.submission.SubmissionId}).
 *
 * <p>Start with {@link org.mesura.submission.Submission}. This room touches the JDK and Guava only.
 */
package org.mesura.submission;
