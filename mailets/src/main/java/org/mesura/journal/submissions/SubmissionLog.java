/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal.submissions;

/** Where reviewed submissions are noted. */
@FunctionalInterface
public interface SubmissionLog {
    /** Notes {@code reviewed}; waits for nothing. */
    void note(Reviewed reviewed);
}
