/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.config.SettingsFile;
import org.mesura.config.SettingsInForce;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.HoldingLimits;
import org.mesura.hold.Mails;
import org.mesura.hold.Waits;
import org.mesura.mailet.Contexts;
import org.mesura.mailet.Edge;
import org.mesura.store.StoreHealth;
import org.mesura.store.memory.MemoryHoldingArea;
import org.mesura.submission.Sender;

import com.google.common.collect.Iterables;

/** Guarantee 9: what the administrator is told of Mesura itself, once per incident. */
class WatchTest {
    private static final StoreHealth WELL = StoreHealth.ofAll();

    private final Edge edge = new Edge("""
            <institution>
              <administrator>correo@localhost</administrator>
              <languages><account name="correo@localhost" language="en"/></languages>
            </institution>
            <notices perHour="3"/>
            """);
    private final HoldingArea held = new MemoryHoldingArea();
    private StoreHealth store = WELL;
    private MailetContext context = edge.context;
    private Path file;
    private Path notices;
    private SettingsInForce settings;
    private NoticeWriters writers;
    private Watch watch;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        file = folder.resolve("mesura.xml");
        notices = Files.createDirectories(folder.resolve("notices/es"));
        Files.writeString(file, "<mesura/>");
        settings = new SettingsInForce(new SettingsFile(file, folder.resolve("last-good.xml")), Edge.NOON);
        writers = new NoticeWriters(notices.getParent(), settings);
        watch = new Watch(
                () -> store,
                settings,
                () -> held,
                writers,
                edge.unsaid,
                edge.announcements(),
                () -> context,
                edge.clock,
                edge.alarm);
        // its own thread; here each look is the test's
        watch.stop();
    }

    @Test
    void nothingShouldBeToldWhenAllIsWell() {
        look(5);

        assertThat(edge.context.getSentMails()).isEmpty();
    }

    @Test
    void storeShouldBeToldOnceWhenItCannotBeWrittenAndOnceWhenItCan() throws Exception {
        store = () -> Optional.of("No space left on device");
        look(5);
        assertThat(text(only())).contains("- What is wrong: No space left on device", "tried again all the time");
        store = WELL;
        look(5);

        assertThat(subjects())
                .containsExactly(
                        "The counts of sending limits are not kept as they should be",
                        "The counts of sending limits are kept again");
    }

    @Test
    void mistakesOfSettingsShouldBeToldUntilTheFileIsMended() throws Exception {
        Files.writeString(file, "<mesura mode='off'><polices/></mesura>");
        settings.refresh(edge.clock.instant());
        look(5);
        assertThat(text(only()))
                .contains("unknown element 'polices'", "'off'", "curl http://127.0.0.1:8000/mesura/policy");
        Files.writeString(file, "<mesura><!-- mended --></mesura>");
        settings.refresh(edge.clock.instant());
        look(5);

        assertThat(subjects())
                .containsExactly(
                        "conf/mesura.xml has mistakes and is not in force", "conf/mesura.xml is in force again");
    }

    @Test
    void heldMailShouldBeToldWhenItLeavesLate() throws Exception {
        held.admit(
                Mails.mail("Mail-1", Mails.ANA, new Waits.ForTurn(Edge.NOON), Edge.NOON), 1_000, HoldingLimits.DEFAULT);
        edge.clock.advance(Duration.ofSeconds(60));
        look(1);
        assertThat(edge.context.getSentMails()).isEmpty();
        look(2);

        assertThat(text(only())).contains("1 minute and 10 seconds late");
    }

    @Test
    void templatesShouldBeToldWhenTheyAreBrokenButNotWhenTheyAreMissing() throws Exception {
        writers.refresh();
        look(3);
        assertThat(edge.context.getSentMails()).isEmpty();
        Files.writeString(notices.resolve("warning.txt.mustache"), "{{nombre}}");
        writers.refresh();
        look(3);

        assertThat(text(only()))
                .contains("- es/warning.txt.mustache: there is no variable 'nombre'")
                .doesNotContain("built-in texts are used for what is missing");
    }

    /** Guarantee 9: a hundred an hour for the system, then one digest. */
    @Test
    void noticesThatWereNotWrittenShouldBeToldInOneDigest() throws Exception {
        for (int account = 1; account <= 8; account++) {
            edge.announcements()
                    .lifted(new Sender("u" + account + "@localhost"), "staff", context, edge.clock.instant());
        }
        assertThat(edge.context.getSentMails()).hasSize(3);
        look(100);

        assertThat(edge.context.getSentMails()).hasSize(4);
        SentMail digest = Iterables.getLast(edge.context.getSentMails());
        assertThat(digest.getSender()).isEqualTo(MailAddress.nullSender());
        assertThat(digest.getRecipients()).containsExactly(Edge.address("correo@localhost"));
        assertThat(digest.getMsg().getSubject()).isEqualTo("Notices were not written: 5 notices for 5 accounts");
        assertThat(text(digest))
                .contains("- mail to outsiders open again: 5", "- u4@localhost: 1", "- u8@localhost: 1");
        assertThat(digest.getMsg().getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void digestShouldBeTriedAgainWhenTheSpoolDidNotTakeIt() throws Exception {
        for (int account = 1; account <= 8; account++) {
            edge.announcements()
                    .lifted(new Sender("u" + account + "@localhost"), "staff", context, edge.clock.instant());
        }
        context = Contexts.where(edge.context, "sendMail", sender -> {
            throw new MessagingException("the spool is full");
        });
        look(10);
        assertThat(edge.alarm.count()).isEqualTo(1);
        context = edge.context;
        look(100);

        assertThat(edge.context.getSentMails()).hasSize(4);
        assertThat(subjects()).last().isEqualTo("Notices were not written: 5 notices for 5 accounts");
    }

    @Test
    void letterShouldBeTriedAgainWhenTheSpoolDidNotTakeIt() throws Exception {
        context = Contexts.where(edge.context, "sendMail", sender -> {
            throw new MessagingException("the spool is not there yet");
        });
        store = () -> Optional.of("no space");
        look(3);
        assertThat(edge.alarm.count()).isEqualTo(1);
        context = edge.context;
        look(20);

        assertThat(subjects()).containsExactly("The counts of sending limits are not kept as they should be");
    }

    @Test
    void watchShouldGoOnWhenOneLookFails() throws Exception {
        context = null;
        store = () -> Optional.of("no space");
        look(2);
        context = edge.context;
        look(15);

        assertThat(edge.alarm.count()).isPositive();
        assertThat(only().getMsg().getSubject())
                .isEqualTo("The counts of sending limits are not kept as they should be");
    }

    private void look(int times) {
        for (int time = 0; time < times; time++) {
            watch.look();
            edge.clock.advance(Watch.PERIOD);
        }
    }

    private SentMail only() {
        return Iterables.getOnlyElement(edge.context.getSentMails());
    }

    private List<String> subjects() {
        return edge.context.getSentMails().stream()
                .map(sent -> sent.getSubject().orElseThrow())
                .toList();
    }

    private static String text(SentMail sent) throws IOException, MessagingException {
        return ((String) sent.getMsg().getContent()).replaceAll("\\s*\\R  (?=\\S)", " ");
    }
}
