/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.james39;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.james.utils.ExtendedClassLoader;

/**
 * The jar under test in James's {@code extensions-jars}, with the loader of its classes. One for all servers of a process:
 * James keeps by their names the classes that any loader gave it, so a second loader's would be mixed with the first's.
 */
final class Extension {
    static final Path JAR = Path.of(System.getProperty("mesura.jar"));
    static final ExtendedClassLoader LOADER = loader();

    private Extension() {}

    private static ExtendedClassLoader loader() {
        try {
            Path server = Files.createTempDirectory(Path.of("target"), "server");
            Path jars = Files.createDirectories(server.resolve("extensions-jars"));
            Files.copy(JAR, jars.resolve(JAR.getFileName()));
            return new ExtendedClassLoader(new FileSystemImpl(Configuration.builder()
                    .workingDirectory(server.toFile())
                    .build()
                    .directories()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
