/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.annotation.PreDestroy;
import javax.inject.Inject;

import org.mesura.config.SettingsInForce;
import org.mesura.mailet.Alarm;

/** Looks every {@link #PERIOD} whether an administrator changed {@code mesura.xml} or the templates of notices. */
final class Reload {
    static final Duration PERIOD = Duration.ofSeconds(5);

    private final SettingsInForce settings;
    private final NoticeWriters writers;
    private final InstantSource clock;
    private final Alarm alarm;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "mesura-reload");
        thread.setDaemon(true);
        return thread;
    });

    @Inject
    Reload(SettingsInForce settings, NoticeWriters writers, InstantSource clock, Alarm alarm) {
        this.settings = settings;
        this.writers = writers;
        this.clock = clock;
        this.alarm = alarm;
        watch.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    void look() {
        try {
            settings.refresh(clock.instant());
            writers.refresh();
        } catch (RuntimeException | LinkageError | StackOverflowError fault) {
            // a fault must not end the watch, which would stop at the first exception
            alarm.raise("could not look for changed settings", fault, clock.instant());
        }
    }

    @PreDestroy
    void stop() {
        watch.shutdownNow();
    }
}
