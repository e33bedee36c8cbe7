/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.mesura.config.Mistakes.quote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/** One file as it was at one moment: its bytes, or why it has none. Equal to another reading that found the same. */
final class FileText {
    /** No file that an administrator writes may be larger. */
    static final int LARGEST = 4_000_000;

    private final byte[] bytes;
    private final String fault;

    private FileText(byte[] bytes, String fault) {
        this.bytes = bytes;
        this.fault = fault;
    }

    /** Reads {@code file}, no more of it than tells that it is too large. */
    static FileText of(Path file) {
        if (!Files.isRegularFile(file)) {
            return new FileText(new byte[0], "there is no file " + quote(file.toString()));
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = bounded(stream);
            return bytes.length > LARGEST
                    ? new FileText(new byte[0], "the file must be at most " + LARGEST + " bytes (" + file + ")")
                    : new FileText(bytes, "");
        } catch (IOException e) {
            return new FileText(new byte[0], fault(e, file.toString()));
        }
    }

    /** What a stream holds, at most one byte more than a file may. */
    static byte[] bounded(InputStream stream) throws IOException {
        return stream.readNBytes(LARGEST + 1);
    }

    /** The mistake of a file that cannot be read. */
    static String fault(IOException e, String place) {
        return "the file cannot be read: " + Mistakes.oneLine(String.valueOf(e.getMessage())) + " (" + place + ")";
    }

    boolean wasRead() {
        return fault.isEmpty();
    }

    /** What it held; nothing if it was not read. */
    byte[] bytes() {
        return bytes;
    }

    /** Why it was not read; nothing if it was. */
    String fault() {
        return fault;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileText text && Arrays.equals(bytes, text.bytes) && fault.equals(text.fault);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(bytes), fault);
    }
}
