/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.nio.file.Path;
import java.util.Optional;

import org.apache.mailet.Mail;

/** What came of the wish to read a held mail. */
sealed interface Retrieved {
    /**
     * It is here. Whoever got it disposes of it.
     *
     * @param mail the mail, whose message still lies in the repository
     */
    record Found(Mail mail) implements Retrieved {}

    /** There is none under that key: an administrator deleted it or sent it on, or it left before. */
    record Gone() implements Retrieved {}

    /** It cannot be read now, and may be the next time: it lies where it lay. */
    record Unreadable() implements Retrieved {}

    /**
     * It cannot be read.
     *
     * @param aside where what there is of it lies from now on; empty if it lies where it lay
     */
    record Broken(Optional<Path> aside) implements Retrieved {}
}
