/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal.submissions;

import org.mesura.submission.Sender;

/** Where reviewed submissions are noted. */
public interface SubmissionLog {
    /** Notes {@code reviewed}; waits for nothing. */
    void note(Reviewed reviewed);

    /** Takes out what was noted of {@code account} until now, soon; waits for nothing. */
    void forget(Sender account);
}
