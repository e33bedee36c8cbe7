/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import com.google.common.io.Resources;

/** Texts that lie in the jar beside the routes. */
final class JarText {
    private JarText() {}

    static String of(String file) {
        try {
            return Resources.toString(Resources.getResource(JarText.class, file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("'%s' cannot be read from the jar".formatted(file), e);
        }
    }
}
