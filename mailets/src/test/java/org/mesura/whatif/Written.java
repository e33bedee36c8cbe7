/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.mesura.journal.submissions.JournalRule;
import org.mesura.journal.submissions.Journals;
import org.mesura.journal.submissions.Reviewed;
import org.mesura.journal.submissions.SubmissionJournal;

/** Submissions in the files of a journal. */
final class Written {
    private Written() {}

    /** Writes {@code all} to a journal in {@code folder}. */
    static void to(Path folder, List<Reviewed> all) {
        List<String> faults = new ArrayList<>();
        try (SubmissionJournal journal = new SubmissionJournal(
                folder, () -> JournalRule.DEFAULT, Instant::now, (what, why) -> faults.add(what + ": " + why))) {
            all.forEach(journal::note);
        }
        assertThat(faults).isEmpty();
    }

    /** As above, and what is read from it then. */
    static List<Reviewed> andRead(Path folder, List<Reviewed> all) throws IOException {
        to(folder, all);
        List<Reviewed> read = new ArrayList<>();
        Journals.read(folder, read::add, warning -> {
            throw new AssertionError(warning);
        });
        return read;
    }
}
