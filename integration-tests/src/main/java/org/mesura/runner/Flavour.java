/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.util.Locale;

/** Which James is started. */
public enum Flavour {
    /** {@link org.mesura.server.DurableJames}: what it accepted survives a kill. */
    DURABLE("org.mesura.server.DurableJames"),
    /** James's memory application as it is: a restart forgets all. */
    MEMORY("org.apache.james.MemoryJamesServerMain");

    private final String mainClass;

    Flavour(String mainClass) {
        this.mainClass = mainClass;
    }

    String mainClass() {
        return mainClass;
    }

    /** The flavour written as in {@code -Dmesura.flavour}. */
    public static Flavour of(String name) {
        for (Flavour flavour : values()) {
            if (flavour.toString().equals(name)) {
                return flavour;
            }
        }
        throw new IllegalArgumentException("mesura.flavour must be durable or memory, got '" + name + "'");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
