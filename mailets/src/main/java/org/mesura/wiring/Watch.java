/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Provider;

import org.apache.mailet.MailetContext;
import org.mesura.config.SettingsInForce;
import org.mesura.health.MesuraHealthCheck;
import org.mesura.hold.HoldingArea;
import org.mesura.mailet.Alarm;
import org.mesura.mailet.Announcements;
import org.mesura.notice.Alert;
import org.mesura.notice.ServerNews;
import org.mesura.notice.Unsaid;
import org.mesura.store.StoreHealth;

import com.google.common.collect.ImmutableList;

/**
 * Looks every {@link #PERIOD} how Mesura itself is, and writes to the administrator of what is wrong and of what senders
 * were not told. It has a thread of its own: a letter enters James's spool, which may wait, and neither the thread that
 * writes the store nor the one that reads the settings may wait for that.
 */
final class Watch {
    static final Duration PERIOD = Duration.ofSeconds(5);

    // James makes us before its spool; a letter that comes too early is tried again
    private static final Duration FIRST = Duration.ofSeconds(10);

    private final Unsaid unsaid;
    private final Announcements announcements;
    private final Provider<MailetContext> context;
    private final InstantSource clock;
    private final Alarm alarm;
    // of the thread
    private final ImmutableList<Concern> concerns;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "mesura-watch");
        thread.setDaemon(true);
        return thread;
    });

    @Inject
    Watch(
            Provider<StoreHealth> store,
            SettingsInForce settings,
            Provider<HoldingArea> held,
            NoticeWriters writers,
            Unsaid unsaid,
            Announcements announcements,
            Provider<MailetContext> context,
            InstantSource clock,
            Alarm alarm) {
        this.unsaid = unsaid;
        this.announcements = announcements;
        this.context = context;
        this.clock = clock;
        this.alarm = alarm;
        this.concerns = ImmutableList.of(
                new Concern(now -> store.get().fault().map(ServerNews.StoreDown::new), new ServerNews.StoreUp()),
                new Concern(
                        now -> some(settings.now().loaded().mistakes()).map(ServerNews.SettingsBroken::new),
                        new ServerNews.SettingsMended()),
                new Concern(now -> late(held.get(), now)),
                new Concern(now -> some(writers.broken()).map(ServerNews.TemplatesBroken::new)));
        thread.scheduleWithFixedDelay(this::look, FIRST.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    void look() {
        Instant now = clock.instant();
        concerns.forEach(concern -> guarded(now, () -> concern.look(now, (news, since) -> tell(news, since, now))));
        guarded(now, () -> unsaid.take(now)
                .filter(digest -> tell(new ServerNews.Unwritten(digest), digest.since(), now))
                .ifPresent(told -> unsaid.told(now)));
    }

    private boolean tell(ServerNews news, Instant since, Instant now) {
        return announcements.announce(new Alert.OfServer(news, since, now), context.get());
    }

    private void guarded(Instant now, Runnable look) {
        try {
            look.run();
        } catch (RuntimeException | LinkageError | StackOverflowError fault) {
            // a fault must not end the watch, which would stop at the first exception
            alarm.raise("could not look how Mesura is", fault, now);
        }
    }

    private static Optional<ServerNews> late(HoldingArea held, Instant now) {
        return held.next()
                .map(due -> Duration.between(due, now))
                .filter(late -> late.compareTo(MesuraHealthCheck.LATE) > 0)
                .map(ServerNews.MailLate::new);
    }

    private static Optional<ImmutableList<String>> some(ImmutableList<String> lines) {
        return Optional.of(lines).filter(found -> !found.isEmpty());
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
