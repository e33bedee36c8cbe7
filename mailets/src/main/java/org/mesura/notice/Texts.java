/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;

/**
 * The texts of notices by path, {@code es/refused.html.mustache}: the administrator's own, and the built-in ones for
 * what is missing there. Used by one thread, while templates are made.
 */
final class Texts {
    private final ImmutableSortedMap<String, String> own;
    private final TreeSet<String> lent = new TreeSet<>();

    Texts(ImmutableSortedMap<String, String> own) {
        this.own = own;
    }

    /** The texts that come with Mesura. */
    static Texts builtIn() {
        return new Texts(ImmutableSortedMap.of());
    }

    /** What can be read of the administrator's {@code folder}; what cannot is told to {@code faults}. */
    static ImmutableSortedMap<String, String> read(Path folder, Consumer<String> faults) {
        TreeMap<String, String> texts = new TreeMap<>();
        for (Path file : list(folder, faults)) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            try {
                texts.put(path, Files.readString(file));
            } catch (CharacterCodingException e) {
                faults.accept(path + ": it is not UTF-8");
            } catch (IOException e) {
                faults.accept(path + ": it cannot be read: " + e.getMessage());
            }
        }
        return ImmutableSortedMap.copyOfSorted(texts);
    }

    /** The text at {@code path}, if there is one. */
    Optional<String> find(String path) {
        if (own.containsKey(path)) {
            return Optional.of(own.get(path));
        }
        Optional<String> text = builtIn(path);
        text.ifPresent(found -> lent.add(path));
        return text;
    }

    /** The paths that were asked for and only the built-in texts had. */
    ImmutableSortedSet<String> lent() {
        return ImmutableSortedSet.copyOf(lent);
    }

    static Optional<String> builtIn(String path) {
        try (InputStream file = Texts.class.getResourceAsStream("builtin/" + path)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's own " + path + " cannot be read", e);
        }
    }

    private static List<Path> list(Path folder, Consumer<String> faults) {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(Files::isRegularFile)
                    .filter(Texts::isText)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            faults.accept(folder + ": the folder cannot be read: " + e);
            return List.of();
        }
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(Medium.SUFFIX) || name.equals(Words.FILE);
    }
}
