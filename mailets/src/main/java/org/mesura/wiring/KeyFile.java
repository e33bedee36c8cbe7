/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;

import org.mesura.submission.HashKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Longs;

/**
 * The file that holds the institution's {@link HashKey}: 32 hexadecimal digits, readable by its owner alone (mode 0600),
 * made at the first start.
 *
 * <p>Removing the file makes a new key at the next start: whom running campaigns reached is then forgotten, counts are
 * not. A file that cannot be read or made does not keep James from starting: a key for this run stands in, and the error
 * is logged. Servers that share the file make one key between them, whoever comes first.
 */
final class KeyFile {
    private static final Logger LOGGER = LoggerFactory.getLogger(KeyFile.class);
    private static final int OCTETS = 2 * Long.BYTES;
    private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;

    KeyFile(Path file) {
        this.file = file;
    }

    HashKey key() {
        try {
            if (!isWritten()) {
                make(file);
            }
            return read();
        } catch (IOException | IllegalArgumentException e) {
            // not the exception's own words, which may quote what stands in the file
            LOGGER.error(
                    "{} must hold 32 hexadecimal digits; a key for this run alone stands in ({})",
                    file,
                    e.getClass().getSimpleName());
            return keyOf(random());
        }
    }

    private boolean isWritten() throws IOException {
        return Files.exists(file) && Files.size(file) > 0;
    }

    private HashKey read() throws IOException {
        byte[] octets = HEX.decode(Files.readString(file, US_ASCII).strip());
        if (octets.length != OCTETS) {
            throw new IllegalArgumentException("it holds " + 2 * octets.length);
        }
        return keyOf(octets);
    }

    /** Writes a new key unless another thread (the method's lock) or process (the file's) was first. */
    private static synchronized void make(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(file, Set.of(CREATE, WRITE), mode(file))) {
            channel.lock();
            if (channel.size() == 0) {
                channel.write(ByteBuffer.wrap((HEX.encode(random()) + "\n").getBytes(US_ASCII)));
            }
        }
    }

    private static FileAttribute<?>[] mode(Path file) throws IOException {
        boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static byte[] random() {
        byte[] octets = new byte[OCTETS];
        RANDOM.nextBytes(octets);
        return octets;
    }

    private static HashKey keyOf(byte[] octets) {
        return new HashKey(
                Longs.fromByteArray(octets), Longs.fromByteArray(Arrays.copyOfRange(octets, Long.BYTES, OCTETS)));
    }
}
