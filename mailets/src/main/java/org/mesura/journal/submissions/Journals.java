/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal.submissions;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import com.google.common.collect.ImmutableList;

/** Reads what a {@link SubmissionJournal} wrote. */
public final class Journals {
    private Journals() {}

    /**
     * Shows {@code reader} all submissions of the journal in {@code folder} in the order in which they were written, one in
     * memory at a time. A line that cannot be read is left out and told to {@code warnings}; the last of a file may be so
     * after a crash, and while the server still writes it.
     *
     * @return how many files there were
     */
    public static int read(Path folder, Consumer<Reviewed> reader, Consumer<String> warnings) throws IOException {
        ImmutableList<Path> files = new JournalFolder(folder).files();
        Names names = new Names();
        for (Path file : files) {
            readFile(file, names, reader, warnings);
        }
        return files.size();
    }

    private static void readFile(Path file, Names names, Consumer<Reviewed> reader, Consumer<String> warnings)
            throws IOException {
        // not Files.newBufferedReader, which a broken octet would stop
        try (InputStream stream = Files.newInputStream(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, US_ASCII), 1 << 16)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                parse(line, file + ":" + number, names, warnings).ifPresent(reader);
            }
        }
    }

    private static Optional<Reviewed> parse(String line, String place, Names names, Consumer<String> warnings) {
        try {
            return Optional.of(ReviewedLine.read(line, names));
        } catch (IllegalArgumentException | ArithmeticException broken) {
            warnings.accept(place + " is left out: " + broken.getMessage());
            return Optional.empty();
        }
    }
}
