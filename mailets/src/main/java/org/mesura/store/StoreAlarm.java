/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store;

/** Whoever is told when what a store writes to fails; may be called four times a second while a fault lasts. */
@FunctionalInterface
public interface StoreAlarm {
    /** Tells that {@code what} happened, because of {@code why}. */
    void raise(String what, Throwable why);
}
