/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** One of the jars that package made, read as a whole: the files in it, by name. */
public record ExtensionJar(Map<String, byte[]> files) {
    /** That with {@code classifier}. */
    static ExtensionJar of(String classifier) {
        try (JarFile jar = new JarFile(path(classifier).toFile())) {
            Map<String, byte[]> files = new HashMap<>();
            for (JarEntry entry :
                    jar.stream().filter(entry -> !entry.isDirectory()).toList()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
            return new ExtensionJar(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where that with {@code classifier} lies. */
    public static Path path(String classifier) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(
                            file -> file.getFileName().toString().matches("mesura-mailets-.*-" + classifier + "\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + classifier + " jar in target: package makes it"));
        }
    }

    /** Of the files whose names end so. */
    List<String> names(String end) {
        return files.keySet().stream()
                .filter(name -> name.endsWith(end))
                .sorted()
                .toList();
    }

    byte[] bytes(String name) {
        return files.get(name);
    }

    /** Octet for octet. */
    String text(String name) {
        return new String(files.get(name), StandardCharsets.ISO_8859_1);
    }
}
