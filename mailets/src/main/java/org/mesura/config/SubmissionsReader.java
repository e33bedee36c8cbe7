/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.util.function.Function;

import org.mesura.journal.submissions.JournalRule;
import org.mesura.journal.submissions.Writing;

import com.google.common.collect.ImmutableMap;

/** Reads {@code <submissions>}: when submissions are written down, and how much of that is kept. */
final class SubmissionsReader {
    private static final JournalRule DEFAULT = JournalRule.DEFAULT;
    private static final Function<String, Writing> WRITING =
            Values.oneOf(ImmutableMap.of("observe", Writing.OBSERVE, "always", Writing.ALWAYS, "never", Writing.NEVER));

    private final Item item;
    private final Mistakes mistakes;

    SubmissionsReader(Item item, Mistakes mistakes) {
        this.item = item;
        this.mistakes = mistakes;
    }

    JournalRule read() {
        return new JournalRule(
                value("write", WRITING, DEFAULT.writing()),
                value("size", SubmissionsReader::size, DEFAULT.bytes()),
                value("keepFor", Values::longWindow, DEFAULT.keepFor()));
    }

    private static long size(String text) {
        long bytes = Values.bytes(text, "must be a size such as 500MB or 1GB");
        if (bytes < JournalRule.SMALLEST) {
            throw new BrokenRule("must be at least " + Values.spell(JournalRule.SMALLEST));
        }
        return bytes;
    }

    private <T> T value(String attribute, Function<String, T> form, T byDefault) {
        return mistakes.read("submissions '" + attribute + "'", item.attribute(attribute), form)
                .orElse(byDefault);
    }
}
