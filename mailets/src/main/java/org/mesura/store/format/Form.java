/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import java.nio.BufferUnderflowException;
import java.time.DateTimeException;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The frame around a value: an octet that says the version of the form, and the value. */
final class Form {
    private static final int VERSION = 1;

    private Form() {}

    static <T> byte[] of(T value, BiConsumer<OctetWriter, T> form) {
        OctetWriter out = new OctetWriter();
        out.octet(VERSION);
        form.accept(out, value);
        return out.octets();
    }

    /** @throws IllegalArgumentException if {@code octets} are not what {@link #of} makes */
    static <T> T read(byte[] octets, Function<OctetReader, T> form) {
        try {
            OctetReader in = new OctetReader(octets);
            int version = in.octet();
            if (version != VERSION) {
                throw new IllegalArgumentException("stored in form " + version + ", known is form " + VERSION);
            }
            T value = form.apply(in);
            in.end();
            return value;
        } catch (BufferUnderflowException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("not in the stored form", e);
        }
    }
}
