/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.util.Locale;

/** Which half of senders and templates something is of: one is for choosing thresholds, the other shows what they do. */
enum Half {
    TUNING,
    HELD_OUT;

    /** The half of the sender or the template that {@code text} stands for. */
    static Half of(String text) {
        return (Seeds.hash(text) >>> 7 & 1) == 0 ? TUNING : HELD_OUT;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
