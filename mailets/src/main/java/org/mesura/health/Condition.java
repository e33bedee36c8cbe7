/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.inject.Inject;
import javax.inject.Provider;

import org.mesura.config.LoadedSettings;
import org.mesura.config.SettingsInForce;
import org.mesura.health.Ailment.Part;
import org.mesura.hold.HoldingArea;
import org.mesura.mailet.Alarm;
import org.mesura.mailet.Releases;
import org.mesura.notice.BrokenTexts;
import org.mesura.store.StoreHealth;

import com.google.common.collect.ImmutableList;

/** How Mesura is: all that is wrong with it at once. */
public final class Condition {
    private static final Duration LATELY = Duration.ofMinutes(10);

    /** How long the schedule may say nothing while mail waits for it; it looks every five seconds. */
    static final Duration STILL = Duration.ofMinutes(10);

    /** How many broken texts are named. */
    private static final int NAMED = 5;

    private final SettingsInForce settings;
    private final Provider<StoreHealth> store;
    private final Provider<HoldingArea> held;
    private final Provider<Instant> lastRound;
    private final BrokenTexts texts;
    private final Alarm alarm;
    private final InstantSource clock;

    @Inject
    Condition(
            SettingsInForce settings,
            Provider<StoreHealth> store,
            Provider<HoldingArea> held,
            Releases releases,
            BrokenTexts texts,
            Alarm alarm,
            InstantSource clock) {
        this(settings, store, held, releases::lastRound, texts, alarm, clock);
    }

    /**
     * One of these.
     *
     * @param store how the store of counts is
     * @param lastRound when the schedule of held mail last ended a round, or began
     */
    public Condition(
            SettingsInForce settings,
            Provider<StoreHealth> store,
            Provider<HoldingArea> held,
            Provider<Instant> lastRound,
            BrokenTexts texts,
            Alarm alarm,
            InstantSource clock) {
        this.settings = settings;
        this.store = store;
        this.held = held;
        this.lastRound = lastRound;
        this.texts = texts;
        this.alarm = alarm;
        this.clock = clock;
    }

    /** What is wrong, by part; nothing if all is well. */
    public ImmutableList<Ailment> ailments() {
        Instant now = clock.instant();
        return Stream.of(ofSettings(), ofStore(), ofSchedule(now), ofNotices(), ofFaults(now))
                .flatMap(Optional::stream)
                .collect(ImmutableList.toImmutableList());
    }

    /** By how much the held mail that is to leave next is late at {@code now}; nothing if it is not. */
    public Duration lateness() {
        return lateness(clock.instant());
    }

    private Duration lateness(Instant now) {
        return held.get()
                .next()
                .map(due -> Duration.between(due, now))
                .filter(late -> !late.isNegative())
                .orElse(Duration.ZERO);
    }

    private Optional<Ailment> ofSettings() {
        LoadedSettings loaded = settings.now().loaded();
        return Optional.of(loaded)
                .filter(LoadedSettings::degraded)
                .map(broken -> Ailment.of(
                        Part.SETTINGS,
                        "conf/mesura.xml is not in force, what was before is: "
                                + String.join("; ", broken.mistakes())));
    }

    private Optional<Ailment> ofStore() {
        return store.get().fault().map(fault -> Ailment.of(Part.STORE, fault));
    }

    private Optional<Ailment> ofSchedule(Instant now) {
        Duration late = lateness(now);
        if (late.compareTo(MesuraHealthCheck.LATE) <= 0) {
            return Optional.empty();
        }
        Duration still = Duration.between(lastRound.get(), now);
        String cause = "held mail is " + late.toSeconds() + " s late; see James's log";
        if (late.compareTo(STILL) > 0 && still.compareTo(STILL) > 0) {
            return Optional.of(new Ailment(
                    Part.SCHEDULE,
                    cause + "; the schedule has stood still for " + still.toSeconds() + " s: restart James",
                    true));
        }
        return Optional.of(Ailment.of(Part.SCHEDULE, cause));
    }

    private Optional<Ailment> ofNotices() {
        ImmutableList<String> broken = texts.now();
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        int others = broken.size() - NAMED;
        return Optional.of(Ailment.of(
                Part.NOTICES,
                "built-in texts stand in for what is broken in conf/notices: "
                        + broken.stream().limit(NAMED).collect(Collectors.joining("; "))
                        + (others > 0 ? "; and " + others + " more, see James's log" : "")));
    }

    private Optional<Ailment> ofFaults(Instant now) {
        return alarm.raisedWithin(LATELY, now)
                ? Optional.of(Ailment.of(Part.FAULTS, "faults since the start: " + alarm.count() + "; see James's log"))
                : Optional.empty();
    }
}
