/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.inject.Inject;
import javax.inject.Provider;

import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.mesura.config.LoadedSettings;
import org.mesura.config.SettingsInForce;
import org.mesura.hold.HoldingArea;
import org.mesura.mailet.Alarm;
import org.mesura.notice.BrokenTexts;
import org.mesura.store.StoreHealth;
import org.reactivestreams.Publisher;

import com.google.common.collect.ImmutableList;

import reactor.core.publisher.Mono;

/**
 * Says how Mesura is, under the component name {@code Mesura}: <em>degraded</em> while an old copy of {@code mesura.xml}
 * is in force because the file is broken, while what keeps the counts is out of reach or behind, while held mail is more than {@link #LATE} late, and for ten minutes after a fault of ours. It is never <em>unhealthy</em>: mail flows in each case.
 *
 * <pre>{@code
 * additional.healthchecks=org.mesura.health.MesuraHealthCheck
 * }</pre>
 */
public final class MesuraHealthCheck implements HealthCheck {
    private static final ComponentName NAME = new ComponentName("Mesura");
    private static final Duration LATELY = Duration.ofMinutes(10);

    /** How many broken texts are named. */
    private static final int NAMED = 5;

    /** How late held mail may be. */
    public static final Duration LATE = Duration.ofMinutes(1);

    private final SettingsInForce settings;
    private final Provider<HoldingArea> held;
    private final Provider<StoreHealth> store;
    private final BrokenTexts texts;
    private final Alarm alarm;
    private final InstantSource clock;

    /** @param store how the store of counts is */
    @Inject
    MesuraHealthCheck(
            SettingsInForce settings,
            Provider<StoreHealth> store,
            Provider<HoldingArea> held,
            BrokenTexts texts,
            Alarm alarm,
            InstantSource clock) {
        this.settings = settings;
        this.held = held;
        this.store = store;
        this.texts = texts;
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
        Optional<String> storeFault = store.get().fault();
        if (storeFault.isPresent()) {
            return Result.degraded(NAME, storeFault.get());
        }
        Optional<String> lateMail = late(clock.instant());
        if (lateMail.isPresent()) {
            return Result.degraded(NAME, lateMail.get());
        }
        if (!texts.now().isEmpty()) {
            return Result.degraded(NAME, broken(texts.now()));
        }
        if (alarm.raisedWithin(LATELY, clock.instant())) {
            return Result.degraded(NAME, "faults since the start: " + alarm.count() + "; see James's log");
        }
        return Result.healthy(NAME);
    }

    private static String broken(ImmutableList<String> texts) {
        int others = texts.size() - NAMED;
        return "built-in texts stand in for what is broken in conf/notices: "
                + texts.stream().limit(NAMED).collect(Collectors.joining("; "))
                + (others > 0 ? "; and " + others + " more, see James's log" : "");
    }

    private Optional<String> late(Instant now) {
        return held.get()
                .next()
                .map(due -> Duration.between(due, now))
                .filter(late -> late.compareTo(LATE) > 0)
                .map(late -> "held mail is " + late.toSeconds() + " s late; see James's log");
    }
}
