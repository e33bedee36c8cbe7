/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import java.nio.BufferUnderflowException;
import java.time.DateTimeException;
import java.util.function.BiConsumer;

/**
 * The frame around a value: an octet that says the version of the form, and the value. The newest version is written, all
 * are read. Version 2 added who wrote to an account, and what the texts of a
 * campaign have in common; version 3 what is held for a person's decision.
 */
final class Form {
    /** The newest version; a new one is a new format of the file, too. */
    static final int VERSION = 3;

    static final int FIRST = 1;

    /** Reads a value that was written in a version. */
    @FunctionalInterface
    interface Reading<T> {
        T read(OctetReader in, int version);
    }

    private Form() {}

    /**
     * A value without a frame, as the version says in which it was written.
     *
     * @throws IllegalArgumentException if {@code octets} are not that
     */
    static <T> T read(byte[] octets, int version, Reading<T> form) {
        try {
            OctetReader in = new OctetReader(octets);
            T value = form.read(in, version);
            in.end();
            return value;
        } catch (BufferUnderflowException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("not in the stored form", e);
        }
    }

    static <T> byte[] of(T value, BiConsumer<OctetWriter, T> form) {
        OctetWriter out = new OctetWriter();
        out.octet(VERSION);
        form.accept(out, value);
        return out.octets();
    }

    /** @throws IllegalArgumentException if {@code octets} are not what {@link #of} makes, or made in an older version */
    static <T> T read(byte[] octets, Reading<T> form) {
        return read(octets, VERSION, (in, newest) -> {
            int version = in.octet();
            if (version < FIRST || version > newest) {
                throw new IllegalArgumentException("stored in form " + version + ", known are those up to " + newest);
            }
            return form.read(in, version);
        });
    }
}
