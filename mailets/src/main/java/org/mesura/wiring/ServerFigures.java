/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.inject.Inject;
import javax.inject.Provider;

import org.apache.james.metrics.api.GaugeRegistry;
import org.mesura.config.SettingsInForce;
import org.mesura.health.Ailment;
import org.mesura.health.Condition;
import org.mesura.mailet.Alarm;
import org.mesura.policy.Cap;
import org.mesura.review.AccountBook;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * The figures of the server as a whole for James's metrics: which settings are in force, how full the institution's caps
 * are, and how Mesura is. They are computed when somebody asks, at most every {@link #KEPT}; one that fails says 0, is
 * counted as a fault, and leaves the others readable.
 */
final class ServerFigures {
    private static final Duration KEPT = Duration.ofSeconds(2);

    private final SettingsInForce settings;
    private final Provider<AccountBook> book;
    private final Provider<Condition> condition;
    private final GaugeRegistry gauges;
    private final InstantSource clock;
    private final Alarm alarm;
    private final Supplier<ImmutableMap<String, Long>> caps = kept(this::percentByCap, ImmutableMap.of());
    private final Supplier<ImmutableList<Ailment>> ailments;

    @Inject
    ServerFigures(
            SettingsInForce settings,
            Provider<AccountBook> book,
            Provider<Condition> condition,
            GaugeRegistry gauges,
            InstantSource clock,
            Alarm alarm) {
        this.settings = settings;
        this.book = book;
        this.condition = condition;
        this.gauges = gauges;
        this.clock = clock;
        this.alarm = alarm;
        this.ailments = kept(() -> condition.get().ailments(), ImmutableList.of());
        register();
    }

    private void register() {
        gauges.register("mesura.policy.version", () -> settings.now().number());
        gauges.register(
                "mesura.held.lateSeconds", kept(() -> condition.get().lateness().toSeconds(), 0L)::get);
        gauges.register("mesura.caps.fullestPercent", this::fullestPercent);
        Arrays.stream(Ailment.Part.values())
                .forEach(part ->
                        gauges.register("mesura.health." + part.name().toLowerCase(Locale.ROOT), () -> severity(part)));
        settings.settings().policies().caps().forEach(this::register);
    }

    /** A cap that is taken away keeps its gauge, at 0, until the next start: James knows no way to take one back. */
    private void register(Cap cap) {
        gauges.register(nameOf(cap), () -> caps.get().getOrDefault(nameOf(cap), 0L));
    }

    /** {@code mesura.caps.institution_per_1d.percent}: dots part names, so a domain's become underscores, as blanks do. */
    private static String nameOf(Cap cap) {
        return "mesura.caps." + cap.name().replaceAll("[^A-Za-z0-9]", "_") + ".percent";
    }

    private long fullestPercent() {
        // those that came with changed settings: whoever asks again sees them
        settings.settings().policies().caps().forEach(this::register);
        return caps.get().values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private ImmutableMap<String, Long> percentByCap() {
        return settings.settings().policies().caps().stream()
                .collect(ImmutableMap.toImmutableMap(
                        ServerFigures::nameOf,
                        cap -> book.get().usage(cap, clock.instant()).percent(),
                        Math::max));
    }

    /** 0 if all is well, 1 for degraded, 2 for unhealthy. */
    private int severity(Ailment.Part part) {
        return ailments.get().stream()
                .filter(ailment -> ailment.part() == part)
                .mapToInt(ailment -> ailment.stopped() ? 2 : 1)
                .max()
                .orElse(0);
    }

    private <T> Supplier<T> kept(Supplier<T> figure, T withoutFigure) {
        return Suppliers.memoizeWithExpiration(
                () -> {
                    try {
                        return figure.get();
                    } catch (RuntimeException | LinkageError | StackOverflowError fault) {
                        // one that throws would take all metrics of James from whoever asks
                        alarm.raise("could not compute a figure", fault, clock.instant());
                        return withoutFigure;
                    }
                },
                KEPT.toMillis(),
                TimeUnit.MILLISECONDS);
    }
}
