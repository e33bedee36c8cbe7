/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

import javax.annotation.PreDestroy;
import javax.inject.Inject;

import org.apache.james.filesystem.api.FileSystem;
import org.mesura.config.Settings;
import org.mesura.config.StoreKind;
import org.mesura.hold.HoldingArea;
import org.mesura.mailet.Alarm;
import org.mesura.notice.NoticeLog;
import org.mesura.review.AccountBook;
import org.mesura.store.StoreHealth;
import org.mesura.store.embedded.EmbeddedAccountBook;
import org.mesura.store.embedded.EmbeddedHoldingArea;
import org.mesura.store.embedded.EmbeddedNoticeLog;
import org.mesura.store.embedded.EmbeddedStore;
import org.mesura.store.memory.MemoryAccountBook;
import org.mesura.store.memory.MemoryHoldingArea;
import org.mesura.store.memory.MemoryNoticeLog;

/**
 * All that is kept of accounts, notices and held mail, in the store that {@code mesura.xml} named when James started. One that the
 * disk keeps is closed with James, which writes what is left.
 */
final class State {
    private final Optional<EmbeddedStore> store;
    private final AccountBook accountBook;
    private final NoticeLog noticeLog;
    private final HoldingArea holdingArea;

    @Inject
    State(FileSystem files, Settings settings, Alarm alarm, InstantSource clock) throws FileNotFoundException {
        if (settings.store() == StoreKind.MEMORY) {
            store = Optional.empty();
            accountBook = new MemoryAccountBook();
            noticeLog = new MemoryNoticeLog();
            holdingArea = new MemoryHoldingArea();
            return;
        }
        Path file = files.getFile(FileSystem.FILE_PROTOCOL_AND_VAR + "mesura/ledger.mv.db")
                .toPath();
        EmbeddedStore opened = EmbeddedStore.open(
                file, EmbeddedStore.PATIENCE, (what, why) -> alarm.raise(what, why, clock.instant()));
        store = Optional.of(opened);
        accountBook = new EmbeddedAccountBook(opened, clock);
        noticeLog = new EmbeddedNoticeLog(opened);
        holdingArea = new EmbeddedHoldingArea(opened);
    }

    AccountBook accountBook() {
        return accountBook;
    }

    NoticeLog noticeLog() {
        return noticeLog;
    }

    HoldingArea holdingArea() {
        return holdingArea;
    }

    StoreHealth health() {
        return () -> store.flatMap(file -> file.health().fault());
    }

    @PreDestroy
    void close() {
        store.ifPresent(EmbeddedStore::close);
    }
}
