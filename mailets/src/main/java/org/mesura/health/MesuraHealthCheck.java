/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.health;

import java.time.Duration;
import java.time.InstantSource;

import javax.inject.Inject;

import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.mesura.config.LoadedSettings;
import org.mesura.config.SettingsInForce;
import org.mesura.mailet.Alarm;
import org.reactivestreams.Publisher;

import reactor.core.publisher.Mono;

/**
 * Says how Mesura is, under the component name {@code Mesura}: <em>degraded</em> while an old copy of {@code mesura.xml}
 * is in force because the file is broken, and for ten minutes after a fault of ours. It is never <em>unhealthy</em>: mail
 * flows in either case.
 *
 * <pre>{@code
 * additional.healthchecks=org.mesura.health.MesuraHealthCheck
 * }</pre>
 */
public final class MesuraHealthCheck implements HealthCheck {
    private static final ComponentName NAME = new ComponentName("Mesura");
    private static final Duration LATELY = Duration.ofMinutes(10);

    private final SettingsInForce settings;
    private final Alarm alarm;
    private final InstantSource clock;

    @Inject
    MesuraHealthCheck(SettingsInForce settings, Alarm alarm, InstantSource clock) {
        this.settings = settings;
        this.alarm = alarm;
        this.clock = clock;
    }

    @Override
    public ComponentName componentName() {
        return NAME;
    }

    @Override
    public Publisher<Result> check() {
        return Mono.fromSupplier(this::result);
    }

    private Result result() {
        LoadedSettings loaded = settings.now().loaded();
        if (loaded.degraded()) {
            return Result.degraded(
                    NAME,
                    "conf/mesura.xml is not in force, what was before is: " + String.join("; ", loaded.mistakes()));
        }
        if (alarm.raisedWithin(LATELY, clock.instant())) {
            return Result.degraded(NAME, "faults since the start: " + alarm.count() + "; see James's log");
        }
        return Result.healthy(NAME);
    }
}
