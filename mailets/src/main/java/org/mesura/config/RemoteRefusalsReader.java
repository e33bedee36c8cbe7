/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.time.Duration;
import java.util.function.Function;

import org.mesura.policy.Presets;
import org.mesura.policy.RemoteRefusals;

/** Reads {@code <remoteRefusals>}: what follows when the world refuses an account's mail. */
final class RemoteRefusalsReader {
    private static final RemoteRefusals DEFAULT = Presets.REMOTE_REFUSALS;

    private final Item item;
    private final Mistakes mistakes;

    RemoteRefusalsReader(Item item, Mistakes mistakes) {
        this.item = item;
        this.mistakes = mistakes;
    }

    RemoteRefusals read() {
        long suspendAt = value("suspendAt", Values::count, DEFAULT.suspendAt());
        long holdAt = value("holdAt", Values::count, DEFAULT.holdAt());
        // the lesser of both until the mistake is told: out of order they make no rule
        RemoteRefusals read = new RemoteRefusals(
                Math.min(suspendAt, holdAt),
                holdAt,
                value("window", RemoteRefusalsReader::window, DEFAULT.window()),
                value("suspendFor", Values::window, DEFAULT.suspendFor()),
                value("tellAt", Values::count, DEFAULT.tellAt()));
        if (holdAt < suspendAt) {
            mistakes.add(
                    "remoteRefusals 'holdAt' must be at least 'suspendAt' (" + suspendAt + "), got '" + holdAt + "'");
        }
        return read;
    }

    private static Duration window(String text) {
        Duration window = Values.window(text);
        if (window.compareTo(RemoteRefusals.LONGEST_WINDOW) > 0) {
            throw new BrokenRule("must be from 1s to 1d");
        }
        return window;
    }

    private <T> T value(String attribute, Function<String, T> form, T byDefault) {
        return mistakes.read("remoteRefusals '" + attribute + "'", item.attribute(attribute), form)
                .orElse(byDefault);
    }
}
