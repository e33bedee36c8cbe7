/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import org.mesura.submission.Sender;

/** What came of the wish to do something for a held mail. */
public sealed interface Outcome {
    /**
     * It was done.
     *
     * @param sender whose mail it is
     */
    record Done(Sender sender) implements Outcome {}

    /** There is no such mail any more: it left or went back meanwhile. */
    record Gone() implements Outcome {}

    /** Somebody looks after it at this moment, another thread or another server: it may be tried again. */
    record Busy() implements Outcome {}
}
