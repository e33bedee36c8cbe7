/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Packs classes of the tests for a server's {@code extensions-jars}. */
public final class ExtensionJar {
    private ExtensionJar() {}

    /**
     * A jar of {@code classes}.
     *
     * @param jar where it is to lie
     * @param classes their names as a class file has them: {@code org/mesura/faulty/FaultyModule$1}
     */
    public static Path at(Path jar, String... classes) {
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of(classes)) {
                String file = name + ".class";
                entries.putNextEntry(new JarEntry(file));
                try (InputStream bytes = ExtensionJar.class.getResourceAsStream("/" + file)) {
                    bytes.transferTo(entries);
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
