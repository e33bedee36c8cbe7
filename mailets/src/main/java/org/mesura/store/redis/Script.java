/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

import com.google.common.hash.Hashing;

/**
 * What Redis runs in one atomic step.
 *
 * @param text the script, in Lua; it always answers an array
 * @param digest the SHA-1 of its text, by which Redis knows it
 */
record Script(String text, String digest) {
    /** The script in the resource of that name beside this class: {@code account.lua}. */
    static Script of(String resource) {
        try (InputStream file = Objects.requireNonNull(Script.class.getResourceAsStream(resource), resource)) {
            return ofText(new String(file.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    @SuppressWarnings("deprecation") // Redis names scripts by their SHA-1; nothing is secret about them
    static Script ofText(String text) {
        return new Script(text, Hashing.sha1().hashString(text, UTF_8).toString());
    }
}
