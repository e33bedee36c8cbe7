/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.mesura.store.StoreAlarm;

/** Remembers which alarms were raised, each with its reason. */
final class Alarms implements StoreAlarm {
    private final List<String> raised = new CopyOnWriteArrayList<>();

    @Override
    public void raise(String what, Throwable why) {
        raised.add(what + " (" + why.getMessage() + ")");
    }

    List<String> raised() {
        return raised;
    }
}
