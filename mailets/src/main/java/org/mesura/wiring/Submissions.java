/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import java.io.FileNotFoundException;
import java.time.InstantSource;

import javax.annotation.PreDestroy;
import javax.inject.Inject;

import org.apache.james.filesystem.api.FileSystem;
import org.mesura.config.SettingsInForce;
import org.mesura.journal.submissions.SubmissionJournal;
import org.mesura.mailet.Alarm;

/** Opens the journal of submissions with James, and closes it. */
final class Submissions {
    private final SubmissionJournal journal;

    @Inject
    Submissions(FileSystem files, SettingsInForce settings, InstantSource clock, Alarm alarm)
            throws FileNotFoundException {
        this.journal = new SubmissionJournal(
                files.getFile(FileSystem.FILE_PROTOCOL_AND_VAR + "mesura/submissions")
                        .toPath(),
                () -> settings.settings().submissions(),
                clock,
                (what, why) -> alarm.raise(what, why, clock.instant()));
    }

    SubmissionJournal journal() {
        return journal;
    }

    @PreDestroy
    void close() {
        journal.close();
    }
}
