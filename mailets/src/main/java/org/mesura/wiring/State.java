/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import javax.annotation.PreDestroy;
import javax.inject.Inject;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.MetricFactory;
import org.mesura.config.RedisSettings;
import org.mesura.config.Settings;
import org.mesura.config.StoreKind;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.Leases;
import org.mesura.journal.Acts;
import org.mesura.journal.Decisions;
import org.mesura.mailet.Alarm;
import org.mesura.notice.NoticeLog;
import org.mesura.review.AccountBook;
import org.mesura.review.Timing;
import org.mesura.store.StoreAlarm;
import org.mesura.store.StoreHealth;
import org.mesura.store.StoreTimes;
import org.mesura.store.embedded.EmbeddedAccountBook;
import org.mesura.store.embedded.EmbeddedHoldingArea;
import org.mesura.store.embedded.EmbeddedJournals;
import org.mesura.store.embedded.EmbeddedNoticeLog;
import org.mesura.store.embedded.EmbeddedStore;
import org.mesura.store.memory.LocalLeases;
import org.mesura.store.memory.MemoryAccountBook;
import org.mesura.store.memory.MemoryHoldingArea;
import org.mesura.store.memory.MemoryNoticeLog;
import org.mesura.store.redis.RedisStore;
import org.mesura.store.redis.Standby;
import org.mesura.submission.HashKey;

import com.google.common.io.Closer;

/**
 * All that is kept of accounts, notices and held mail, in the store that {@code mesura.xml} named when James started. One
 * that the disk keeps is closed with James, which writes what is left.
 *
 * <p>With Redis the facts of held mail stay with this server, in its file: the mail they are of lies in its repository,
 * where nobody else can reach it.
 */
final class State {
    private final Path file;
    private final HashKey key;
    private final StoreAlarm alarm;
    private final StoreTimes times;
    private final ServerClock clock;
    private final Closer stores = Closer.create();
    private final Parts parts;

    private record Parts(
            AccountBook accounts,
            NoticeLog notices,
            HoldingArea holding,
            Leases leases,
            StoreHealth health,
            Acts acts,
            Decisions decisions) {}

    @Inject
    State(FileSystem files, Settings settings, HashKey key, Alarm alarm, ServerClock clock, MetricFactory metrics)
            throws FileNotFoundException {
        this.file = files.getFile(FileSystem.FILE_PROTOCOL_AND_VAR + "mesura/ledger.mv.db")
                .toPath();
        this.key = key;
        this.alarm = (what, why) -> alarm.raise(what, why, clock.instant());
        this.times = new StoreFigures(metrics);
        this.clock = clock;
        this.parts = settings.redis().map(this::inRedis).orElseGet(() -> onThisServer(settings.store()));
    }

    AccountBook accountBook() {
        return parts.accounts();
    }

    NoticeLog noticeLog() {
        return parts.notices();
    }

    HoldingArea holdingArea() {
        return parts.holding();
    }

    Leases leases() {
        return parts.leases();
    }

    StoreHealth health() {
        return parts.health();
    }

    Acts acts() {
        return parts.acts();
    }

    Decisions decisions() {
        return parts.decisions();
    }

    @PreDestroy
    void close() {
        try {
            stores.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Parts onThisServer(StoreKind kind) {
        if (kind == StoreKind.MEMORY) {
            return new Parts(
                    new MemoryAccountBook(Timing.by(clock)),
                    new MemoryNoticeLog(),
                    new MemoryHoldingArea(),
                    new LocalLeases(),
                    StoreHealth.ofAll(),
                    new Acts(),
                    new Decisions());
        }
        EmbeddedStore store = file();
        EmbeddedJournals journals = new EmbeddedJournals(store, clock);
        return new Parts(
                new EmbeddedAccountBook(store, clock, Timing.by(clock)),
                new EmbeddedNoticeLog(store),
                new EmbeddedHoldingArea(store),
                new LocalLeases(),
                () -> store.health().fault(),
                journals.acts(),
                journals.decisions());
    }

    private Parts inRedis(RedisSettings settings) {
        EmbeddedStore store = file();
        RedisStore redis = RedisStore.open(settings.servers(), standby(settings), key, alarm, times);
        stores.register(redis::close);
        clock.follow(redis.clock());
        EmbeddedJournals journals = new EmbeddedJournals(store, clock);
        return new Parts(
                redis.accountBook(),
                redis.noticeLog(),
                new EmbeddedHoldingArea(store),
                redis.leases(),
                StoreHealth.ofAll(redis.health(), () -> store.health().fault()),
                journals.acts(),
                journals.decisions());
    }

    private EmbeddedStore file() {
        EmbeddedStore store = EmbeddedStore.open(file, EmbeddedStore.PATIENCE, alarm, times);
        stores.register(store::close);
        return store;
    }

    private static Standby standby(RedisSettings settings) {
        double factor = settings.localFactor() / 100.0;
        return switch (settings.onStoreFailure()) {
            case LOCAL -> Standby.local(factor);
            case DEFER -> Standby.defer(factor);
            case PASS -> Standby.pass();
        };
    }
}
