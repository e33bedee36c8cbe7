/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import com.google.common.collect.ImmutableList;

/**
 * {@code ./mvnw -Pbenchmark}: starts {@link Benchmarks} in a process of its own, with the class path that Maven gave to
 * this class. JMH starts further ones on the same class path, which it could not find inside Maven.
 */
public final class Start {
    private Start() {}

    /** Takes the file for the results. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ImmutableList<String> command = ImmutableList.<String>builder()
                .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .addAll(Extent.asked().measuring())
                .addAll(serverProperties())
                .add("-classpath", classPath(), Benchmarks.class.getName())
                .addAll(List.of(arguments))
                .build();
        Process process = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        // Maven's own farewell would come after the last line that the benchmarks promise.
        System.exit(process.waitFor());
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    /** Where what a server consists of lies. */
    private static List<String> serverProperties() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("mesura."))
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .toList();
    }

    private static String classPath() {
        if (Start.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(Start::path)
                    .collect(joining(System.getProperty("path.separator")));
        }
        return System.getProperty("java.class.path");
    }

    private static String path(URL url) {
        return Path.of(URI.create(url.toString())).toString();
    }
}
