/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.io.BaseEncoding;

/**
 * The two files of one entry of James's file repository: the mail with its attributes, in Java's serialisation, and its
 * message. {@code FileMailRepository} (3.8.1) <b>deletes</b> both when it cannot read the first. So before it is asked to,
 * each gets a second name in a sibling folder, {@code mesura-held-broken} beside {@code mesura-held}; what it deletes then
 * is only the first name. A second name costs no room; where there can be none, because the file system has no links or the
 * repository's folder is a mount point or a link to another file system, it is a copy.
 *
 * @param folder the repository's folder
 * @param key the entry's key
 */
record FileEntry(Path folder, String key) {
    private static final Logger LOGGER = LoggerFactory.getLogger(FileEntry.class);
    private static final String REPOSITORY = ".Repository.";
    private static final String MAIL = REPOSITORY + "FileObjectStore";
    private static final String MESSAGE = REPOSITORY + "FileStreamStore";
    /** ASCII in hexadecimal: James's repository does not open where another name is. */
    private static final Pattern ENTRY = Pattern.compile("([0-7][0-9A-F])+");

    /**
     * Moves out of {@code folder} what James's repository would stumble over or delete when it opens: files whose names
     * have the ending of an entry's and are none, and entries of which one file is missing.
     */
    static void setAsideStrangers(Path folder) throws IOException {
        List<Path> parts;
        try (Stream<Path> files = Files.list(folder)) {
            parts = files.filter(FileEntry::isPart).toList();
        }
        Map<String, Long> count = parts.stream().collect(groupingBy(FileEntry::stem, counting()));
        for (Path part : parts) {
            if (count.get(stem(part)) < 2 || !ENTRY.matcher(stem(part)).matches()) {
                Files.createDirectories(aside(folder));
                Files.move(part, second(part), StandardCopyOption.REPLACE_EXISTING);
                LOGGER.warn("{} is no held mail, or half of one: it lies in {} now", part, aside(folder));
            }
        }
    }

    private static boolean isPart(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(MAIL) || name.endsWith(MESSAGE);
    }

    private static String stem(Path part) {
        String name = part.getFileName().toString();
        return name.substring(0, name.lastIndexOf(REPOSITORY));
    }

    /** The folder in which what is broken lies. */
    static Path aside(Path folder) {
        return folder.resolveSibling(folder.getFileName() + "-broken");
    }

    /** Whether there is anything of it. */
    boolean exists() {
        return parts().anyMatch(Files::exists);
    }

    /** Whether both files are there. */
    boolean isWhole() {
        return parts().allMatch(Files::exists);
    }

    /** Gives each file a second name. */
    void keep() throws IOException {
        Files.createDirectories(aside(folder));
        for (Path part : parts().filter(Files::exists).toList()) {
            Path second = second(part);
            Files.deleteIfExists(second);
            try {
                Files.createLink(second, part);
            } catch (UnsupportedOperationException | FileSystemException noLink) {
                // what else is wrong, the copy finds too
                Files.copy(part, second, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Takes the second names back. */
    void letGo() throws IOException {
        for (Path part : parts().toList()) {
            Files.deleteIfExists(second(part));
        }
    }

    /** Leaves only the first names, which each file gets again that has lost it. */
    void putBack() throws IOException {
        for (Path part : parts().toList()) {
            if (!Files.exists(part) && Files.exists(second(part))) {
                restore(part);
            }
        }
        letGo();
    }

    /** Never leaves half a file under the first name, whose second name would be taken back then. */
    private static void restore(Path part) throws IOException {
        try {
            Files.move(second(part), part, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException another) {
            Path whole = part.resolveSibling(part.getFileName() + ".copy");
            Files.copy(second(part), whole, StandardCopyOption.REPLACE_EXISTING);
            Files.move(whole, part, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Leaves only the second names. */
    void setAside() throws IOException {
        keep();
        for (Path part : parts().toList()) {
            Files.deleteIfExists(part);
        }
    }

    private Stream<Path> parts() {
        String name = BaseEncoding.base16().encode(key.getBytes(StandardCharsets.US_ASCII));
        return Stream.of(folder.resolve(name + MAIL), folder.resolve(name + MESSAGE));
    }

    private static Path second(Path part) {
        return aside(part.getParent()).resolve(part.getFileName());
    }
}
