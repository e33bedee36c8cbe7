/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.smtp;

import java.util.concurrent.Executor;

import javax.inject.Provider;

import org.mesura.config.Settings;
import org.mesura.mailet.Edge;

/** A door as it stands beside the mailets of an {@link Edge}, over the same book and clock. */
final class Doors {
    private Doors() {}

    /** What it refuses is taken down at once. */
    static RefuseAtTheDoor of(Edge edge) {
        return of(edge, Runnable::run);
    }

    /** What it refuses is taken down by {@code writing}. */
    static RefuseAtTheDoor of(Edge edge, Executor writing) {
        return of(edge, writing, () -> edge.settings);
    }

    /** One that cannot get at its settings. */
    static RefuseAtTheDoor without(Edge edge) {
        return of(edge, Runnable::run, () -> {
            throw new IllegalStateException("the settings are gone");
        });
    }

    private static RefuseAtTheDoor of(Edge edge, Executor writing, Provider<Settings> settings) {
        return new RefuseAtTheDoor(
                new Objections(edge.book(), edge.reader()),
                Edge.names(Edge.users()),
                settings,
                edge::writer,
                new Attempts(edge.book(), edge.announcements(), () -> edge.context, edge.alarm, writing),
                edge.journal(),
                edge.clock,
                edge.alarm,
                edge.metrics);
    }
}
