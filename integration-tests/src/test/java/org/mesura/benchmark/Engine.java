/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

/** What is measured: it grants or refuses charges by limits. */
interface Engine {
    /** Makes of {@code charges} what the edge of a server would hand over. Its time is not measured. */
    Work ready(Charges charges);

    /** Charges that wait to be made. */
    interface Work {
        /** Makes them, one after the other, in this thread, and says how many were granted. Its time is measured. */
        int run();
    }
}
