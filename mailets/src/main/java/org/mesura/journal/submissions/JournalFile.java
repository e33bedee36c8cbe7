/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal.submissions;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;

/** The file of the journal that is being written, readable by its owner alone (mode 0600). Never one that was there before. */
final class JournalFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final Instant begun;
    private final OutputStream stream;
    private long bytes;

    private JournalFile(Path path, Instant begun, OutputStream stream) {
        this.path = path;
        this.begun = begun;
        this.stream = stream;
    }

    static JournalFile begin(Path path, Instant now) throws IOException {
        FileChannel channel = FileChannel.open(path, Set.of(CREATE_NEW, WRITE), mode(path));
        return new JournalFile(path, now, new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
    }

    Path path() {
        return path;
    }

    void add(String line) throws IOException {
        byte[] octets = (line + "\n").getBytes(ISO_8859_1);
        stream.write(octets);
        bytes += octets.length;
    }

    void flush() throws IOException {
        stream.flush();
    }

    /** Whether the next line belongs into the next file; so it does too when the clock went back before this one. */
    boolean isFull(JournalRule rule, Instant now) {
        return bytes >= rule.bytesPerFile()
                || !begun.plus(rule.timePerFile()).isAfter(now)
                || now.isBefore(begun.minus(rule.timePerFile()));
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private static FileAttribute<?>[] mode(Path path) throws IOException {
        boolean posix = Files.getFileStore(path.getParent()).supportsFileAttributeView("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
