/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * The mailets, whose javadoc is the operator's manual, and what they need to turn a James {@code Mail} into a {@code
 * Submission} and a {@code Decision} into mail state.
 *
 * <p>Start with {@link org.mesura.mailet.ReviewSubmission}. {@link org.mesura.mailet.Verdict} lists every attribute that
 * Mesura writes on a mail.
 */
package org.mesura.mailet;
