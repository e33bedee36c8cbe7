/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.time.Duration;

/**
 * One figure of a candidate.
 *
 * @param id its name in measures, stable: {@code deferred}, {@code wait-p95}
 * @param words what it is
 * @param value how much
 * @param unit of what
 */
record Figure(String id, String words, long value, Unit unit) {
    /** What a figure counts. */
    enum Unit {
        MESSAGES,
        ACCOUNTS,
        MILLISECONDS
    }

    static Figure messages(String id, String words, long count) {
        return new Figure(id, words, count, Unit.MESSAGES);
    }

    static Figure accounts(String id, String words, long count) {
        return new Figure(id, words, count, Unit.ACCOUNTS);
    }

    static Figure wait(String id, String words, long millis) {
        return new Figure(id, words, millis, Unit.MILLISECONDS);
    }

    /** The value as it is read. */
    String shown() {
        return unit == Unit.MILLISECONDS ? Amounts.time(Duration.ofMillis(value)) : Amounts.count(value);
    }
}
