/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.mailet.Log;
import org.mesura.policy.Mode;
import org.mesura.submission.Sender;

class SettingsInForceTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant LATER = TEN.plusSeconds(5);
    private static final String OBSERVE = "<mesura mode='observe'/>";
    private static final String ENFORCE = "<mesura mode='enforce'/>";
    private static final String BROKEN = "<mesura mode='off'><notices perHour='0'/></mesura>";

    private Path file;
    private SettingsInForce settings;

    @BeforeEach
    void startObserving(@TempDir Path folder) throws IOException {
        file = folder.resolve("mesura.xml");
        Files.writeString(file, OBSERVE);
        settings = new SettingsInForce(new SettingsFile(file, folder.resolve("var/last-good.xml")), TEN);
    }

    private Mode mode() {
        return settings.settings().policies().mode();
    }

    @Test
    void unchangedFileShouldChangeNothing() {
        var before = settings.now();

        settings.refresh(LATER);

        assertThat(settings.now()).isSameAs(before);
    }

    @Test
    void changedFileShouldComeIntoForceAsTheNextVersion() throws IOException {
        Files.writeString(file, ENFORCE);

        settings.refresh(LATER);

        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        assertThat(settings.now().number()).isEqualTo(2);
        assertThat(settings.now().since()).isEqualTo(LATER);
    }

    @Test
    void brokenFileShouldLeaveWhatIsInForceAndShowAllItsMistakes() throws IOException {
        Files.writeString(file, BROKEN);

        settings.refresh(LATER);

        assertThat(mode()).isEqualTo(Mode.OBSERVE);
        assertThat(settings.now().number()).isEqualTo(1);
        assertThat(settings.now().since()).isEqualTo(TEN);
        assertThat(settings.now().loaded().mistakes()).hasSize(2);
    }

    @Test
    void mendedFileShouldComeIntoForceAndShowNoMistakes() throws IOException {
        Files.writeString(file, BROKEN);
        settings.refresh(LATER);
        Files.writeString(file, ENFORCE);

        settings.refresh(LATER.plusSeconds(5));

        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        assertThat(settings.now().loaded().degraded()).isFalse();
    }

    @Test
    void removedFileShouldLeaveWhatIsInForce() throws IOException {
        Files.delete(file);

        settings.refresh(LATER);

        assertThat(mode()).isEqualTo(Mode.OBSERVE);
        assertThat(settings.now().loaded().mistakes()).containsExactly("there is no file '" + file + "'");
    }

    @Test
    void brokenFileShouldLeaveWhatIsInForceEvenWithoutACopy() throws IOException {
        try (var files = Files.walk(file.resolveSibling("var"))) {
            for (var copy : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(copy);
            }
        }
        Files.writeString(file, BROKEN);

        settings.refresh(LATER);

        assertThat(mode()).isEqualTo(Mode.OBSERVE);
    }

    @Test
    void brokenFileShouldKeepFromStartingWithoutACopy(@TempDir Path folder) throws IOException {
        Files.writeString(file, BROKEN);

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> new SettingsInForce(new SettingsFile(file, folder.resolve("none.xml")), TEN));
    }

    @Test
    void changedMembersShouldComeIntoForceAsTheNextVersion() throws IOException {
        nameMembers("ana@x.example");
        Files.writeString(members(), "beto@x.example");

        settings.refresh(LATER.plusSeconds(5));

        assertThat(sourceOf("beto@x.example")).isEqualTo("group press");
        assertThat(sourceOf("ana@x.example")).isEqualTo("default");
        assertThat(settings.now().number()).isEqualTo(3);
    }

    @Test
    void unchangedMembersShouldChangeNothing() throws IOException {
        nameMembers("ana@x.example");
        var before = settings.now();

        settings.refresh(LATER.plusSeconds(5));

        assertThat(settings.now()).isSameAs(before);
    }

    @Test
    void brokenMembersShouldLeaveWhatIsInForceUntilTheyAreMended() throws IOException {
        nameMembers("ana@x.example");
        Files.writeString(members(), "beto@x.example\nx y\n");
        settings.refresh(LATER.plusSeconds(5));

        assertThat(sourceOf("ana@x.example")).isEqualTo("group press");
        assertThat(settings.now().loaded().mistakes())
                .singleElement()
                .asString()
                .contains("(line 2 of press.txt, ");

        Files.writeString(members(), "beto@x.example\n");
        settings.refresh(LATER.plusSeconds(10));

        assertThat(sourceOf("beto@x.example")).isEqualTo("group press");
        assertThat(settings.now().loaded().degraded()).isFalse();
    }

    @Test
    void membersShouldComeIntoForceWhenTheirFileAppears() throws IOException {
        nameMembers("ana@x.example");
        Files.delete(members());
        settings.refresh(LATER.plusSeconds(5));
        assertThat(settings.now().loaded().degraded()).isTrue();

        Files.writeString(members(), "");
        settings.refresh(LATER.plusSeconds(10));

        assertThat(sourceOf("ana@x.example")).isEqualTo("default");
        assertThat(settings.now().loaded().degraded()).isFalse();
    }

    @Test
    void otherStoreShouldBeToldToWaitForTheNextStart() throws IOException {
        try (var log = new Log(SettingsInForce.class)) {
            Files.writeString(file, "<mesura><store kind='memory'/></mesura>");
            settings.refresh(LATER);
            Files.writeString(file, "<mesura mode='observe'><store kind='memory'/></mesura>");
            settings.refresh(LATER.plusSeconds(5));
            Files.writeString(file, OBSERVE);
            settings.refresh(LATER.plusSeconds(10));

            assertThat(log.lines().stream().filter(line -> line.contains("store 'kind'")))
                    .singleElement()
                    .asString()
                    .contains("store 'kind' is now memory: it takes effect when James starts next, until then it stays"
                            + " embedded");
        }
    }

    @Test
    void otherRedisShouldBeToldToWaitForTheNextStart(@TempDir Path folder) throws IOException {
        String shared = "<mesura><store kind='redis'><redis url='redis://%s.example'/></store></mesura>";
        Path own = folder.resolve("mesura.xml");
        Files.writeString(own, shared.formatted("a"));
        SettingsInForce inRedis = new SettingsInForce(new SettingsFile(own, folder.resolve("last-good.xml")), TEN);
        try (var log = new Log(SettingsInForce.class)) {
            Files.writeString(own, shared.formatted("bb"));
            inRedis.refresh(LATER);
            Files.writeString(own, shared.formatted("bb") + " ");
            inRedis.refresh(LATER.plusSeconds(5));

            assertThat(log.lines().stream().filter(line -> line.contains("<redis> has changed")))
                    .hasSize(1);
        }
    }

    private void nameMembers(String members) throws IOException {
        Files.writeString(members(), members);
        Files.writeString(
                file,
                "<mesura><assignments><group name='press' policy='staff' members='press.txt'/>"
                        + "</assignments></mesura>");
        settings.refresh(LATER);
        assertThat(sourceOf(members)).isEqualTo("group press");
    }

    private Path members() {
        return file.resolveSibling("press.txt");
    }

    private String sourceOf(String account) {
        return settings.settings().policies().termsOf(new Sender(account)).source();
    }
}
