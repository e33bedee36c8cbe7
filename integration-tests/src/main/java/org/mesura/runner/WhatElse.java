/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The last words of {@code verify}: what was not run because it needs more than a JDK and Maven, what to install for it and
 * how to run it. {@code .ci/run} installs and runs it all.
 */
public final class WhatElse {
    /** Something that {@code verify} runs only if {@code isRun}. */
    private record Part(String what, BooleanSupplier isRun, String needs, String command) {
        /** It is run if {@code property} has a value. */
        Part(String what, String property, String needs, String command) {
            this(what, () -> !System.getProperty(property, "").isBlank(), needs, command);
        }

        boolean isLeftOut() {
            return !isRun.getAsBoolean();
        }

        String advice() {
            return "  " + what + "\n    needs:   " + needs + "\n    command: " + command;
        }
    }

    private static final List<Part> PARTS = List.of(
            new Part(
                    "container stories",
                    "mesura.container",
                    "a Docker engine (Debian: apt-get install docker.io); .ci/engine starts one where none answers",
                    ".ci/engine ./mvnw verify -Dmesura.container=required -Dmesura.base=$(.ci/engine docker/base-image)"),
            new Part(
                    "300 real mails through the server",
                    "mesura.corpus",
                    "a folder with raw messages in mail/*.tgz",
                    "./mvnw verify -Dmesura.corpus=DIR -Dit.test=RealMailStory"),
            new Part(
                    "stories of a full disk",
                    "mesura.tmpfs",
                    "root, or sudo without a password: they mount a file system of a few megabytes",
                    "./mvnw verify -Dmesura.tmpfs=required -Dit.test=FullDiskStory"),
            new Part(
                    "mails read by another make's parser, and by another mail program (their tests are skipped)",
                    () -> isInstalled("python3"),
                    "Python 3 (Debian: apt-get install python3)",
                    "./mvnw verify"),
            new Part(
                    "all that needs a Redis",
                    () -> isInstalled("redis-server"),
                    "redis-server 7 or later, or Valkey under that name (Debian 12: apt-get install redis-server); openssl",
                    "./mvnw verify -Dmesura.redis=required"),
            new Part(
                    "the jar for James 3.9, in James 3.9",
                    () -> Files.isDirectory(Path.of(System.getProperty("mesura.james39.reports", "none"))),
                    "a JDK 21 or newer besides (/usr/lib/jvm, JAVA21_HOME, ~/.sdkman, ~/.jdks)",
                    "./mvnw verify -Dmesura.james39=required"),
            // never part of verify
            new Part(
                    "docker/compose.yml, accepted by Compose and started by it",
                    "mesura.compose",
                    "Docker Compose (Debian: apt-get install docker-compose), the image of the container stories",
                    ".ci/engine .ci/compose"),
            new Part(
                    "a second build, compared with the first to the octet",
                    "mesura.reproducible",
                    "some minutes",
                    ".ci/reproducible"),
            new Part(
                    "pictures of every notice, light and dark, on a phone and a desktop",
                    "mesura.pictures",
                    "Chromium, Node.js and npm (Debian: apt-get install chromium nodejs npm)",
                    ".ci/pictures"),
            new Part(
                    "the desk, /mesura-console, as an administrator uses it",
                    "mesura.console",
                    "Chromium, Node.js and npm (Debian: apt-get install chromium nodejs npm); the ports of conf/",
                    ".ci/console"),
            new Part(
                    "benchmarks of the ledger",
                    "mesura.benchmark",
                    "a quiet machine, some minutes, 15 GB of memory (3 GB with -Dbench.quick=true)",
                    "./mvnw -Pbenchmark"),
            new Part(
                    "evaluation of bulk detection",
                    "mesura.evaluate",
                    "a folder with ordinary mail and templates in streams/; some minutes (-Devaluate.quick=true: one)",
                    "./mvnw -Pevaluate -Dcorpus=DIR"),
            new Part(
                    "a soak: kills, faults and steps of the clock while mail flows, and an account of every mail",
                    "mesura.soak",
                    "Linux; root for a full disk; 8 minutes (-Dminutes=5)",
                    "./mvnw -Psoak -Dminutes=30"));

    private WhatElse() {}

    /** Speaks when Maven's process ends, below Maven's own summary, where it is seen. */
    public static void main(String[] arguments) {
        List<Part> leftOut = PARTS.stream().filter(Part::isLeftOut).toList();
        if (!leftOut.isEmpty()) {
            String words = advice(leftOut);
            Thread hook = new Thread(outermostGroup(), () -> System.out.println(words), "what else");
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    /** The plugin that calls us destroys the group it called us in, and a thread of a destroyed group does not start. */
    private static ThreadGroup outermostGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /** Whether {@code program} can be run: what needs it is left out otherwise. */
    public static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String advice(List<Part> leftOut) {
        return leftOut.stream()
                .map(Part::advice)
                .collect(Collectors.joining("\n", "NOT run here:\n", "\nAll tests, with what they need: .ci/run"));
    }
}
