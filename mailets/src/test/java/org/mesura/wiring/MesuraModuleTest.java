/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.api.NoopGaugeRegistry;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.user.api.UsersRepository;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.test.FakeMailContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.config.SettingsInForce;
import org.mesura.health.MesuraHealthCheck;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.Leases;
import org.mesura.journal.Acts;
import org.mesura.journal.Decisions;
import org.mesura.journal.Entries;
import org.mesura.journal.submissions.SubmissionLog;
import org.mesura.mailet.Alarm;
import org.mesura.mailet.Announcements;
import org.mesura.mailet.CountRemoteRefusals;
import org.mesura.mailet.DeferSubmission;
import org.mesura.mailet.Edge;
import org.mesura.mailet.HoldSubmission;
import org.mesura.mailet.NoteCorrespondents;
import org.mesura.mailet.RefuseSubmission;
import org.mesura.mailet.Releases;
import org.mesura.mailet.ReviewSubmission;
import org.mesura.mailet.SendGuidance;
import org.mesura.notice.NoticeLog;
import org.mesura.notice.Unsaid;
import org.mesura.review.AccountBook;
import org.mesura.review.Accounts;
import org.mesura.review.Suspension;
import org.mesura.smtp.RefuseAtTheDoor;
import org.mesura.store.StoreHealth;
import org.mesura.store.embedded.EmbeddedAccountBook;
import org.mesura.store.embedded.EmbeddedHoldingArea;
import org.mesura.store.embedded.EmbeddedNoticeLog;
import org.mesura.store.memory.MemoryAccountBook;
import org.mesura.store.memory.MemoryHoldingArea;
import org.mesura.store.memory.MemoryNoticeLog;
import org.mesura.store.redis.RedisAccountBook;
import org.mesura.store.redis.RedisLeases;
import org.mesura.store.redis.RedisNoticeLog;
import org.mesura.submission.HashKey;
import org.mesura.submission.Sender;
import org.mesura.webadmin.MesuraRoutes;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.TypeLiteral;

/** The module in a child of an injector that has James's bindings, as in production. */
class MesuraModuleTest {

    @TempDir
    Path folder;

    private final List<Injector> injectors = new ArrayList<>();

    @BeforeEach
    void writeSettings() throws Exception {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/mesura.xml"), "<mesura/>");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                AccountBook.class,
                NoticeLog.class,
                HoldingArea.class,
                Acts.class,
                Decisions.class,
                Leases.class,
                State.class,
                NoticeWriters.class,
                Alarm.class,
                SettingsInForce.class,
                Reload.class,
                Watch.class,
                Unsaid.class,
                Releases.class,
                SubmissionLog.class,
                HashKey.class
            })
    void singletonShouldBeOneForAll(Class<?> type) {
        Injector injector = injector();

        assertThat(injector.getInstance(type)).isSameAs(injector.getInstance(type));
    }

    @Test
    void stateShouldBeInAFileUnlessSettingsSayOtherwise() {
        Injector injector = injector();

        assertThat(injector.getInstance(AccountBook.class)).isInstanceOf(EmbeddedAccountBook.class);
        assertThat(injector.getInstance(NoticeLog.class)).isInstanceOf(EmbeddedNoticeLog.class);
        assertThat(injector.getInstance(HoldingArea.class)).isInstanceOf(EmbeddedHoldingArea.class);
        assertThat(injector.getInstance(StoreHealth.class).fault()).isEmpty();
        assertThat(folder.resolve("var/mesura/ledger.mv.db")).exists();
    }

    @Test
    void stateShouldBeInMemoryWhenSettingsSaySo() throws Exception {
        Files.writeString(folder.resolve("conf/mesura.xml"), "<mesura><store kind='memory'/></mesura>");
        Injector injector = injector();

        assertThat(injector.getInstance(AccountBook.class)).isInstanceOf(MemoryAccountBook.class);
        assertThat(injector.getInstance(NoticeLog.class)).isInstanceOf(MemoryNoticeLog.class);
        assertThat(injector.getInstance(HoldingArea.class)).isInstanceOf(MemoryHoldingArea.class);
        assertThat(injector.getInstance(StoreHealth.class).fault()).isEmpty();
        assertThat(folder.resolve("var/mesura/ledger.mv.db")).doesNotExist();
    }

    @Test
    void stateShouldBeSharedWhenSettingsNameARedisThoughItIsNotThere() throws Exception {
        Files.writeString(
                folder.resolve("conf/mesura.xml"),
                "<mesura><store kind='redis'><redis url='redis://127.0.0.1:1'/></store></mesura>");
        Injector injector = injector();

        assertThat(injector.getInstance(AccountBook.class)).isInstanceOf(RedisAccountBook.class);
        assertThat(injector.getInstance(NoticeLog.class)).isInstanceOf(RedisNoticeLog.class);
        assertThat(injector.getInstance(Leases.class)).isInstanceOf(RedisLeases.class);
        assertThat(injector.getInstance(HoldingArea.class)).isInstanceOf(EmbeddedHoldingArea.class);
        assertThat(injector.getInstance(StoreHealth.class).fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("Redis is away"));
    }

    @Test
    void accountShouldBeKnownToTheNextStart() {
        Sender ana = new Sender("ana@alcaldia.example");
        Injector first = injector();
        Suspension suspension = first.getInstance(AccountBook.class)
                .change(ana, Accounts.suspend(Optional.empty(), Edge.NOON), Edge.NOON);
        first.getInstance(State.class).close();

        assertThat(injector()
                        .getInstance(AccountBook.class)
                        .find(ana)
                        .orElseThrow()
                        .standing()
                        .suspension())
                .contains(suspension);
    }

    @Test
    void whatWasDoneAndDecidedShouldBeKnownToTheNextStart() {
        Instant now = Instant.now();
        Sender ana = new Sender("ana@alcaldia.example");
        Injector first = injector();
        first.getInstance(Acts.class).add(Entries.act(ana, now));
        first.getInstance(Decisions.class).add(Entries.judged("Mail-1", ana, now));
        first.getInstance(State.class).close();
        Injector second = injector();

        assertThat(second.getInstance(Acts.class).latest(Optional.of(ana), Instant.MIN, 100, now))
                .containsExactly(Entries.act(ana, now));
        assertThat(second.getInstance(Decisions.class)
                        .latest(Optional.of(ana), Optional.empty(), Instant.MIN, 100, now))
                .containsExactly(Entries.judged("Mail-1", ana, now));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ReviewSubmission.class,
                RefuseSubmission.class,
                DeferSubmission.class,
                HoldSubmission.class,
                SendGuidance.class,
                CountRemoteRefusals.class,
                NoteCorrespondents.class,
                RefuseAtTheDoor.class,
                Announcements.class,
                MesuraRoutes.class,
                MesuraHealthCheck.class
            })
    void whatConfigurationNamesShouldBeMade(Class<?> type) {
        assertThat(injector().getInstance(type)).isNotNull();
    }

    @Test
    void stateShouldLieUnderVar() {
        Injector injector = injector();
        injector.getInstance(HashKey.class);

        assertThat(folder.resolve("var/mesura/key")).exists();
        assertThat(folder.resolve("var/mesura/policy.last-good.xml")).hasContent("<mesura/>");
    }

    @Test
    void startShouldFailWithAllMistakesWhenThereIsNoGoodCopy() throws Exception {
        Files.writeString(folder.resolve("conf/mesura.xml"), "<mesura mode='off'><polices/></mesura>");

        assertThatThrownBy(this::injector)
                .isInstanceOf(CreationException.class)
                .hasMessageContaining("mode")
                .hasMessageContaining("polices");
    }

    private Injector injector() {
        Injector injector = Guice.createInjector(new James()).createChildInjector(new MesuraModule());
        injectors.add(injector);
        return injector;
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Injector injector : injectors) {
            injector.getInstance(Reload.class).stop();
            injector.getInstance(Watch.class).stop();
            injector.getInstance(Releases.class).stop();
            injector.getInstance(State.class).close();
        }
    }

    private final class James extends AbstractModule {
        @Override
        protected void configure() {
            bind(FileSystem.class).toInstance(new Folder(folder));
            bind(UsersRepository.class).toProvider(Edge::users);
            bind(MetricFactory.class).toInstance(new RecordingMetricFactory());
            bind(MailRepositoryStore.class).toInstance(Edge.repositories());
            bind(MailetContext.class).toInstance(FakeMailContext.defaultContext());
            bind(new TypeLiteral<MailQueueFactory<?>>() {}).toInstance(Edge.queues());
            bind(GaugeRegistry.class).toInstance(new NoopGaugeRegistry());
            bind(DNSService.class).toInstance(Edge.dns());
        }
    }

    private record Folder(Path folder) implements FileSystem {
        @Override
        public File getBasedir() {
            return folder.toFile();
        }

        @Override
        public InputStream getResource(String url) {
            throw new UnsupportedOperationException(url);
        }

        @Override
        public File getFile(String url) throws FileNotFoundException {
            return folder.resolve(url.substring(FILE_PROTOCOL.length())).toFile();
        }
    }
}
