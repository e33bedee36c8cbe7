/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import org.mesura.policy.ChainLetterRule;
import org.mesura.policy.Presets;

/** Reads {@code <chainLetters>}: when the administrator is told that one text goes out from many accounts. */
final class ChainLettersReader {
    private static final ChainLetterRule DEFAULT = Presets.CHAIN_LETTERS;
    private static final String NEVER = "0";

    private final Item item;
    private final Mistakes mistakes;

    ChainLettersReader(Item item, Mistakes mistakes) {
        this.item = item;
        this.mistakes = mistakes;
    }

    /** The rule; empty if nobody is told. */
    Optional<ChainLetterRule> read() {
        Duration window = value("window", ChainLettersReader::window, DEFAULT.window());
        Optional<Integer> tellAt = value("tellAt", ChainLettersReader::tellAt, Optional.of(DEFAULT.tellAt()));
        return tellAt.map(accounts -> new ChainLetterRule(accounts, window));
    }

    private static Optional<Integer> tellAt(String text) {
        if (text.equals(NEVER)) {
            return Optional.empty();
        }
        int accounts = Values.smallCount(text);
        if (accounts < ChainLetterRule.FEWEST) {
            throw new BrokenRule("must be at least " + ChainLetterRule.FEWEST + ", or 0");
        }
        return Optional.of(accounts);
    }

    private static Duration window(String text) {
        Duration window = Values.window(text);
        if (window.compareTo(ChainLetterRule.LONGEST_WINDOW) > 0) {
            throw new BrokenRule("must be from 1s to 1d");
        }
        return window;
    }

    private <T> T value(String attribute, Function<String, T> form, T byDefault) {
        return mistakes.read("chainLetters '" + attribute + "'", item.attribute(attribute), form)
                .orElse(byDefault);
    }
}
