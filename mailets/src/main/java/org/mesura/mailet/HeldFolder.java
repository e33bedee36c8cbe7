/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder of a file repository of held mail, and the mark by which it is known for the one in which mail was kept. Where
 * its disk is not mounted there is an empty folder in its place, or James makes one, and every held mail would look as if
 * an administrator had deleted it. So what is not in a folder without the mark is not gone: it is waited for.
 *
 * <p>An administrator who means to give up what was held, or brings it back from a copy without the mark, puts an empty
 * file of this name there.
 *
 * @param path the folder
 */
record HeldFolder(Path path) {
    static final String MARK = ".mesura";

    boolean isMarked() {
        return Files.exists(mark());
    }

    /**
     * Marks it, and makes it if there is none: if no mail is known that lies in it, or one of those does.
     *
     * @param keys of the mails that are known to lie in it
     * @throws NoSuchFileException if it is another folder
     */
    void mark(List<String> keys) throws IOException {
        if (!keys.isEmpty() && keys.stream().noneMatch(key -> new FileEntry(path, key).exists())) {
            throw isAnother();
        }
        Files.createDirectories(path);
        Files.write(mark(), new byte[0]);
    }

    /** @throws NoSuchFileException if it has no mark */
    void check() throws IOException {
        if (!isMarked()) {
            throw isAnother();
        }
    }

    private IOException isAnother() {
        return new NoSuchFileException(mark().toString(), null, "this is not the folder in which mail was held");
    }

    private Path mark() {
        return path.resolve(MARK);
    }
}
