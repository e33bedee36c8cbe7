/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.InstantSource;

import org.apache.james.filesystem.api.FileSystem;
import org.mesura.config.Settings;
import org.mesura.config.SettingsFile;
import org.mesura.config.SettingsInForce;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.Leases;
import org.mesura.journal.Acts;
import org.mesura.journal.Decisions;
import org.mesura.journal.submissions.SubmissionLog;
import org.mesura.mailet.Alarm;
import org.mesura.mailet.Releases;
import org.mesura.notice.BrokenTexts;
import org.mesura.notice.NoticeDesk;
import org.mesura.notice.NoticeLog;
import org.mesura.notice.NoticeWriter;
import org.mesura.notice.Unsaid;
import org.mesura.review.AccountBook;
import org.mesura.store.StoreHealth;
import org.mesura.submission.HashKey;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;

/**
 * What James's injector needs to make our mailets, matchers, routes and health check; each singleton is one for all of
 * them. Name it in {@code extensions.properties}:
 *
 * <pre>{@code
 * guice.extension.module=org.mesura.wiring.MesuraModule
 * }</pre>
 */
public final class MesuraModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(State.class).in(Scopes.SINGLETON);
        bind(Alarm.class).in(Scopes.SINGLETON);
        bind(ServerClock.class).in(Scopes.SINGLETON);
        bind(InstantSource.class).to(ServerClock.class);
        // eager: nobody asks for it, it watches
        bind(Reload.class).asEagerSingleton();
        bind(Unsaid.class).toInstance(new Unsaid());
        // eager: nobody asks for it either
        bind(Watch.class).asEagerSingleton();
        // eager: figures are read before the first mail comes
        bind(ServerFigures.class).asEagerSingleton();
        // eager: what is held leaves even if no mailet holds anything any more
        bind(Releases.class).asEagerSingleton();
        // eager: files that are too old go even if nothing is written down any more
        bind(Submissions.class).asEagerSingleton();
    }

    @Provides
    AccountBook accountBook(State state) {
        return state.accountBook();
    }

    @Provides
    NoticeLog noticeLog(State state) {
        return state.noticeLog();
    }

    @Provides
    HoldingArea holdingArea(State state) {
        return state.holdingArea();
    }

    @Provides
    Leases leases(State state) {
        return state.leases();
    }

    @Provides
    Acts acts(State state) {
        return state.acts();
    }

    @Provides
    Decisions decisions(State state) {
        return state.decisions();
    }

    @Provides
    SubmissionLog submissionLog(Submissions submissions) {
        return submissions.journal();
    }

    @Provides
    StoreHealth storeHealth(State state) {
        return state.health();
    }

    @Provides
    @Singleton
    SettingsInForce settingsInForce(FileSystem files, InstantSource clock) throws FileNotFoundException {
        return new SettingsInForce(
                new SettingsFile(
                        path(files, FileSystem.FILE_PROTOCOL_AND_CONF + "mesura.xml"),
                        path(files, FileSystem.FILE_PROTOCOL_AND_VAR + "mesura/policy.last-good.xml")),
                clock.instant());
    }

    @Provides
    Settings settings(SettingsInForce inForce) {
        return inForce.settings();
    }

    @Provides
    @Singleton
    HashKey hashKey(FileSystem files) throws FileNotFoundException {
        return new KeyFile(path(files, FileSystem.FILE_PROTOCOL_AND_VAR + "mesura/key")).key();
    }

    @Provides
    @Singleton
    NoticeWriters noticeWriters(FileSystem files, SettingsInForce settings) throws FileNotFoundException {
        return new NoticeWriters(path(files, FileSystem.FILE_PROTOCOL_AND_CONF + "notices"), settings);
    }

    @Provides
    NoticeWriter noticeWriter(NoticeWriters writers) {
        return writers.get();
    }

    @Provides
    BrokenTexts brokenTexts(NoticeWriters writers) {
        return writers::broken;
    }

    @Provides
    NoticeDesk noticeDesk(NoticeLog log, Settings settings, Unsaid unsaid) {
        return new NoticeDesk(log, settings.notices(), unsaid);
    }

    private static Path path(FileSystem files, String url) throws FileNotFoundException {
        return files.getFile(url).toPath();
    }
}
