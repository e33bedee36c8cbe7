/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.time.Duration;
import java.util.List;

import com.google.common.collect.ImmutableList;

/**
 * One limit, in words that every engine's limits can be made of.
 *
 * @param counted what it counts
 * @param quantity the most in one window
 * @param window the length of the window
 */
record Rule(Counted counted, long quantity, Duration window) {
    /** {@code rules} with ten times the room: nobody who sends 500 messages a day is refused. */
    static ImmutableList<Rule> roomy(List<Rule> rules) {
        return rules.stream()
                .map(rule -> new Rule(rule.counted(), 10 * rule.quantity(), rule.window()))
                .collect(ImmutableList.toImmutableList());
    }

    /** Those of {@code rules} that count {@code counted}. */
    static ImmutableList<Rule> of(Counted counted, List<Rule> rules) {
        return rules.stream().filter(rule -> rule.counted() == counted).collect(ImmutableList.toImmutableList());
    }
}
