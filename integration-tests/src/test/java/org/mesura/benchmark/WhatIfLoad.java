/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.mesura.bulk.TextSeen;
import org.mesura.journal.submissions.JournalRule;
import org.mesura.journal.submissions.Reviewed;
import org.mesura.journal.submissions.SubmissionJournal;
import org.mesura.journal.submissions.Writing;
import org.mesura.measure.Measures;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;
import org.mesura.whatif.WhatIf;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;

/**
 * How long the command takes, in a JVM of its own as an administrator starts it, for two weeks of 5,000 accounts: by two
 * candidates, with all reports. One message in three goes outside; ten accounts send a mailing.
 */
final class WhatIfLoad {
    private static final int ACCOUNTS = 5_000;
    private static final int MAILERS = 10;
    private static final long SEED = 42;
    private static final Duration TIME = Duration.ofDays(14);
    private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");
    private static final long SECONDS = 30;
    private static final int AT_ONCE = 15_000;

    private final int submissions;
    private final Measures measures;
    private final Random random = new Random(SEED);
    private final Map<Integer, Long> latestTexts = new HashMap<>();

    WhatIfLoad(int submissions, Measures measures) {
        this.submissions = submissions;
        this.measures = measures;
    }

    void run() throws IOException {
        Path folder = Files.createTempDirectory("mesura-what-if");
        try {
            measures.note("what-if-bytes-per-submission", (double) write(folder.resolve("journal")) / submissions, "B");
            double seconds = play(folder);
            measures.atMost("what-if-" + submissions + "-submissions", seconds, "s", SECONDS);
        } finally {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    private long write(Path journal) throws IOException {
        JournalRule rule = new JournalRule(Writing.ALWAYS, 4_000_000_000L, Duration.ofDays(31));
        for (int number = 0; number < submissions; number += AT_ONCE) {
            // each time begun anew, so that no more wait than it takes
            try (SubmissionJournal files = new SubmissionJournal(journal, () -> rule, Instant::now, (what, why) -> {
                throw new IllegalStateException(what, why);
            })) {
                IntStream.range(number, Math.min(submissions, number + AT_ONCE))
                        .mapToObj(this::reviewed)
                        .forEach(files::note);
            }
        }
        try (Stream<Path> all = Files.list(journal)) {
            return all.map(Path::toFile).mapToLong(File::length).sum();
        }
    }

    private Reviewed reviewed(int number) {
        int account = random.nextInt(ACCOUNTS);
        boolean mailing = account < MAILERS;
        int outside = mailing ? 20 : Math.max(0, random.nextInt(6) - 3);
        Recipients recipients =
                Recipients.of(outside == 0 ? 2 : 0, random.longs(outside).toArray());
        Optional<TextSeen> text = outside == 0 ? Optional.empty() : Optional.of(text(account, mailing, recipients));
        return new Reviewed(
                START.plus(TIME.multipliedBy(number).dividedBy(submissions)),
                new Submission(
                        new SubmissionId("Mail-" + number),
                        new Sender("persona" + account + "@alcaldia.example"),
                        recipients,
                        2_000 + random.nextInt(100_000),
                        0,
                        false,
                        random.nextLong()),
                text,
                "staff",
                "accept",
                Optional.empty(),
                text.isPresent());
    }

    private TextSeen text(int account, boolean mailing, Recipients recipients) {
        long text = random.nextLong();
        Optional<Long> before = mailing ? Optional.ofNullable(latestTexts.put(account, text)) : Optional.empty();
        return new TextSeen(text, before, false, recipients);
    }

    private double play(Path folder) throws IOException {
        Path candidate = Files.writeString(folder.resolve("mesura.xml"), "<mesura/>");
        Path stricter = Files.writeString(
                folder.resolve("stricter.xml"), "<mesura><assignments default='restricted'/></mesura>");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                WhatIf.class.getName(),
                "--journal",
                folder.resolve("journal").toString(),
                "--candidates",
                candidate + "," + stricter,
                "--csv",
                folder.resolve("accounts.csv").toString(),
                "--html",
                folder.resolve("report.html").toString());
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(folder.resolve("table.txt").toFile())
                .start();
        awaitDone(process);
        return (double) (System.nanoTime() - begun) / TimeUnit.SECONDS.toNanos(1);
    }

    private static void awaitDone(Process process) {
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("what-if ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
