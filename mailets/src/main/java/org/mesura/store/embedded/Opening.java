/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.io.IOException;

/** What came of an attempt to open the file. */
sealed interface Opening {
    /** The file is open. */
    record Opened() implements Opening {}

    /** Another process, or somebody else in this one, holds the file. */
    record Locked() implements Opening {}

    /** The file cannot be reached or made: a folder that cannot be written, a full disk. */
    record Failed(IOException why) implements Opening {}

    /** The file, if it is open; an error that says why it is not, else. */
    default void orThrow() throws IOException {
        if (this instanceof Failed failed) {
            throw failed.why();
        }
        if (this instanceof Locked) {
            throw new IOException("the file is locked by another process");
        }
    }
}
