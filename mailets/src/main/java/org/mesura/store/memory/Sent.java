/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import org.mesura.submission.SubmissionId;

/**
 * That something went out for a submission.
 *
 * @param what names the thing among those sent for one id: {@code dsn}
 */
public record Sent(SubmissionId id, String what) {}
