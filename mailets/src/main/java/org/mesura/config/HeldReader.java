/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import org.mesura.hold.HoldingLimits;

/** Reads {@code <held>}: how much mail may be kept back at once. */
final class HeldReader {
    private static final HoldingLimits DEFAULT = HoldingLimits.DEFAULT;

    private final Item item;
    private final Mistakes mistakes;

    HeldReader(Item item, Mistakes mistakes) {
        this.item = item;
        this.mistakes = mistakes;
    }

    HoldingLimits read() {
        return new HoldingLimits(
                count("messagesPerAccount", DEFAULT.messagesPerAccount()),
                size("sizePerAccount", DEFAULT.bytesPerAccount()),
                count("messages", DEFAULT.messages()),
                size("size", DEFAULT.bytes()));
    }

    private long count(String attribute, long byDefault) {
        return mistakes.read("held '" + attribute + "'", item.attribute(attribute), Values::count)
                .orElse(byDefault);
    }

    private long size(String attribute, long byDefault) {
        return mistakes.read(
                        "held '" + attribute + "'",
                        item.attribute(attribute),
                        text -> Values.bytes(text, "must be a size such as 500MB or 10GB"))
                .orElse(byDefault);
    }
}
