/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Moves a file that cannot be used out of the way, beside where it was, over no other: a person may want to see it. */
final class SetAside {
    /** A colon is not for file names everywhere. */
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private SetAside() {}

    /**
     * Moves {@code file} to a name such as {@code ledger.mv.db.corrupt-20261124T172500.123Z}.
     *
     * @return where it is; empty if somebody else holds it by now or it is gone, that is, if another process was first
     */
    static Optional<Path> move(Path file, String why, Instant now) throws IOException {
        // locked meanwhile, so that nobody's good new file is taken for the bad one
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null ? Optional.empty() : Optional.of(moveLocked(file, why, now));
        } catch (OverlappingFileLockException | NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Path moveLocked(Path file, String why, Instant now) throws IOException {
        String name = file.getFileName() + "." + why + "-" + STAMP.format(now);
        for (int another = 1; ; another++) {
            Path aside = file.resolveSibling(another == 1 ? name : name + "-" + another);
            try {
                return Files.move(file, aside);
            } catch (FileAlreadyExistsException e) {
                // set aside twice in one millisecond: the next number
            }
        }
    }
}
