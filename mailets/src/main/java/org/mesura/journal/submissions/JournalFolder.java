/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal.submissions;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.google.common.collect.ImmutableList;

/**
 * The folder of the journal's files. Each is named for the instant of its first line, {@code 2026-11-27T074326.123Z.log}, so
 * that names in their order are the order of what is in them.
 */
final class JournalFolder {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss.SSS'Z.log'");

    private static final String UNFINISHED = ".part";

    private final Path folder;

    JournalFolder(Path folder) {
        this.folder = folder;
    }

    /** Its files, the oldest first; whatever else lies there is not touched. */
    ImmutableList<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return ImmutableList.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.log")) {
            for (Path file : all) {
                begunAt(file).ifPresent(begun -> files.add(file));
            }
        }
        Collections.sort(files);
        return ImmutableList.copyOf(files);
    }

    /** The file that is next after all there are, begun at {@code now}; later if the clock went back. */
    Path next(Instant now) throws IOException {
        Files.createDirectories(folder);
        ImmutableList<Path> files = files();
        Optional<Instant> latest = files.isEmpty()
                ? Optional.empty()
                : begunAt(files.get(files.size() - 1)).map(at -> at.plusMillis(1));
        Instant begun = latest.filter(now::isBefore).orElse(now);
        return folder.resolve(NAME.format(begun.atOffset(ZoneOffset.UTC)));
    }

    /**
     * Takes the lines that are {@code unwanted} out of all files; a file of which nothing is left goes. Who reads a file
     * meanwhile reads it as it was.
     */
    void remove(Predicate<String> unwanted) throws IOException {
        for (Path file : files()) {
            boolean concerned;
            try (Stream<String> lines = Files.lines(file, ISO_8859_1)) {
                concerned = lines.anyMatch(unwanted);
            }
            if (concerned) {
                replace(file, unwanted.negate());
            }
        }
    }

    private static void replace(Path file, Predicate<String> wanted) throws IOException {
        Path copy = file.resolveSibling(file.getFileName() + UNFINISHED);
        Files.deleteIfExists(copy);
        boolean any = false;
        try (Stream<String> lines = Files.lines(file, ISO_8859_1);
                JournalFile kept = JournalFile.begin(copy, Instant.EPOCH)) {
            for (Iterator<String> rest = lines.filter(wanted).iterator(); rest.hasNext(); any = true) {
                kept.add(rest.next());
            }
        }
        if (any) {
            Files.move(copy, file, ATOMIC_MOVE, REPLACE_EXISTING);
        } else {
            Files.delete(file);
            Files.delete(copy);
        }
    }

    /**
     * Removes the oldest files until what is left is neither too much nor too old.
     *
     * @param writing the file that is being written, which stays
     */
    void tidy(JournalRule rule, Optional<Path> writing, Instant now) throws IOException {
        removeUnfinished();
        List<Path> files = new ArrayList<>(files());
        writing.ifPresent(files::remove);
        long bytes = writing.isPresent() ? rule.bytesPerFile() : 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        for (Path file : files) {
            boolean old = begunAt(file)
                    .filter(begun -> !begun.isAfter(now.minus(rule.keepFor())))
                    .isPresent();
            if (old || bytes > rule.bytes()) {
                bytes -= Files.size(file);
                Files.deleteIfExists(file);
            }
        }
    }

    /** What a crash has left of {@link #remove}. */
    private void removeUnfinished() throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.log" + UNFINISHED)) {
                for (Path file : all) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Optional<Instant> begunAt(Path file) {
        try {
            return Optional.of(
                    LocalDateTime.parse(file.getFileName().toString(), NAME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
