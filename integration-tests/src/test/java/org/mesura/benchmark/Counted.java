/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

/** What a limit counts, and how much of it the one message of the benchmark asks for: 4 kB to two, one outside. */
enum Counted {
    MESSAGES(1),
    RECIPIENTS(2),
    EXTERNAL_RECIPIENTS(1),
    BYTES(2 * 4_096);

    private final int weight;

    Counted(int weight) {
        this.weight = weight;
    }

    int weight() {
        return weight;
    }
}
