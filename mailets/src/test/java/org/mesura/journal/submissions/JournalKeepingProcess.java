/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal.submissions;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

/**
 * Notes a submission each millisecond until it is killed, and says each once it is noted. First it writes another journal, so
 * that no class is yet to be loaded when it counts.
 */
final class JournalKeepingProcess {
    private static final int WARMING = 2_000;

    private JournalKeepingProcess() {}

    public static void main(String... arguments) {
        Path folder = Path.of(arguments[0]);
        try (SubmissionJournal other = journal(folder.resolve("warm"))) {
            for (int number = 0; number < WARMING; number++) {
                note(other, number, arguments[1]);
            }
        }
        SubmissionJournal journal = journal(folder);
        AtomicInteger number = new AtomicInteger();
        Executors.newSingleThreadScheduledExecutor()
                .scheduleAtFixedRate(
                        () -> {
                            note(journal, number.get(), arguments[1]);
                            System.out.println(number.getAndIncrement() + " " + System.currentTimeMillis());
                        },
                        0,
                        1,
                        TimeUnit.MILLISECONDS);
    }

    private static SubmissionJournal journal(Path folder) {
        JournalRule rule = new JournalRule(Writing.ALWAYS, JournalRule.SMALLEST * 20, Duration.ofDays(1));
        return new SubmissionJournal(
                folder,
                () -> rule,
                InstantSource.system(),
                (what, why) -> System.out.println("alarm " + what + " " + why));
    }

    /** Which run and which number it was stands in what is written down as octets and attempt. */
    private static void note(SubmissionJournal journal, int number, String run) {
        journal.note(new Reviewed(
                Instant.now(),
                new Submission(
                        new SubmissionId("Mail-" + number),
                        new Sender("ana@alcaldia.example"),
                        Recipients.of(1, 2, 3),
                        Long.parseLong(run),
                        0,
                        false,
                        number),
                Optional.empty(),
                "staff",
                "accept",
                Optional.empty(),
                false));
    }
}
