/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The folder a server works in: {@code conf/} and {@code extensions-jars/}, made fresh at each start, {@code var/} with all
 * that outlives the server, {@code james.log} and {@code james.pid}.
 */
final class WorkFolder {
    private static final String WORLD = "127.0.0.1:2526";

    private final Path folder;

    private WorkFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The one that {@code settings} name.
     *
     * @throws IllegalArgumentException if the configuration lies in it: it would be deleted before it is copied
     */
    static WorkFolder of(ServerSettings settings) throws IOException {
        Path work = settings.work();
        if (Files.exists(work) && settings.configuration().toRealPath().startsWith(work.toRealPath())) {
            throw new IllegalArgumentException(
                    "mesura.conf must not lie in the working folder, which is made fresh at each"
                            + " start: got mesura.conf=" + settings.configuration() + ", mesura.work=" + work);
        }
        return new WorkFolder(work);
    }

    Path path() {
        return folder;
    }

    Path configuration() {
        return folder.resolve("conf");
    }

    Path log() {
        return folder.resolve("james.log");
    }

    /** Lays out {@code conf/} and {@code extensions-jars/} as the settings say. */
    void prepare(ServerSettings settings, Ports before, Ports after) throws IOException {
        Files.createDirectories(folder.resolve("var"));
        delete(configuration());
        copy(settings.configuration(), configuration());
        Path extensions = folder.resolve("extensions-jars");
        delete(extensions);
        Files.createDirectories(extensions);
        for (Path jar : settings.extensions()) {
            Files.copy(jar, extensions.resolve(jar.getFileName()));
        }

        after.writeTo(configuration(), before);
        if (settings.flavour() == Flavour.MEMORY) {
            // Repositories that outlive the register of their addresses would only be found by accident.
            edit("mailetcontainer.xml", text -> text.replace("file://var/", "memory://var/"));
            edit("mailrepositorystore.xml", text -> text.replace("<defaultProtocol>file<", "<defaultProtocol>memory<"));
        }
        settings.world()
                .ifPresent(port -> edit("mailetcontainer.xml", text -> text.replace(WORLD, "127.0.0.1:" + port)));
        settings.edits().forEach(this::edit);
    }

    private void edit(String file, UnaryOperator<String> change) {
        Path path = configuration().resolve(file);
        try {
            Files.writeString(path, change.apply(Files.exists(path) ? Files.readString(path) : ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the log of an earlier runner aside, so that this one's holds this one's story. */
    void turnLog() throws IOException {
        if (Files.exists(log())) {
            Files.move(log(), folder.resolve("james.earlier.log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    String logText() {
        try {
            // A log may end in the middle of a character.
            return Files.exists(log()) ? new String(Files.readAllBytes(log()), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last error with its cause, which the log names first, or else the last lines. */
    String logTail(int lines) {
        List<String> all = logText().lines().toList();
        int from = Math.max(0, all.size() - lines);
        for (int line = all.size() - 1; line >= 0; line--) {
            if (all.get(line).contains(" ERROR ")) {
                from = line;
                break;
            }
        }
        return String.join("\n", all.subList(from, Math.min(all.size(), from + lines)));
    }

    /** Remembers who runs here: the server and the runner that will end it. */
    void claim(long server) throws IOException {
        Files.writeString(pidFile(), server + " " + ProcessHandle.current().pid());
    }

    void release() throws IOException {
        Files.deleteIfExists(pidFile());
    }

    /**
     * The server that still works in this folder though its runner is gone, by a kill that no shutdown hook sees.
     *
     * @throws IllegalStateException if the runner is there: then the folder is in use
     */
    Optional<ProcessHandle> orphan() throws IOException {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        String[] pids = Files.readString(pidFile()).trim().split(" ");
        Optional<ProcessHandle> server =
                ProcessHandle.of(Long.parseLong(pids[0])).filter(this::worksHere);
        long runner = Long.parseLong(pids[1]);
        if (server.isPresent()
                && runner != ProcessHandle.current().pid()
                && ProcessHandle.of(runner).filter(WorkFolder::isJava).isPresent()) {
            throw new IllegalStateException("a server already runs in " + folder + " as process " + pids[0]);
        }
        return server;
    }

    /** Process ids are used again; only a Java whose arguments name this folder is the server of this folder. */
    private boolean worksHere(ProcessHandle process) {
        return process.info()
                .arguments()
                .map(arguments -> List.of(arguments).contains("-Dworking.directory=" + folder))
                .orElse(false);
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info().command().map(command -> command.endsWith("java")).orElse(false);
    }

    private Path pidFile() {
        return folder.resolve("james.pid");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    /** Deletes a folder and all that is in it; one that is not there is fine. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
