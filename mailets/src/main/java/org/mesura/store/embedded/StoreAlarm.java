/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

/** Whoever is told when the file or the disk beneath it fails; may be called four times a second while a fault lasts. */
@FunctionalInterface
public interface StoreAlarm {
    /** Tells that {@code what} happened, because of {@code why}. */
    void raise(String what, Throwable why);
}
