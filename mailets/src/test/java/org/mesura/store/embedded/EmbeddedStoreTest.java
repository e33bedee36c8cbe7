/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.common.primitives.Bytes;

class EmbeddedStoreTest {
    private final Alarms alarms = new Alarms();

    @TempDir
    private Path folder;

    private Path path;
    private EmbeddedStore store;
    private Counts counts;

    /** Text by account, as small as state can be. */
    private static final class Counts implements Kept {
        private final ConcurrentMap<String, String> texts = new ConcurrentHashMap<>();
        private final StoredMap map;

        private Counts(EmbeddedStore store, String name) {
            map = store.map(name);
            map.keep(this);
        }

        private void put(String account, String text) {
            texts.put(account, text);
            map.changed(account);
        }

        private void remove(String account) {
            texts.remove(account);
            map.changed(account);
        }

        @Override
        public void load(String account, byte[] text) {
            texts.putIfAbsent(account, new String(text, UTF_8));
        }

        @Override
        public Optional<byte[]> value(String account) {
            return Optional.ofNullable(texts.get(account)).map(text -> {
                if (text.equals("unwritable")) {
                    throw new IllegalStateException("a bug");
                }
                return text.getBytes(UTF_8);
            });
        }

        @Override
        public Iterable<String> keys() {
            return texts.keySet();
        }
    }

    @BeforeEach
    void setUp() {
        path = folder.resolve("var/mesura/ledger.mv.db");
        start();
    }

    @AfterEach
    void tearDown() {
        store.close();
    }

    private void start() {
        store = EmbeddedStore.open(path, Duration.ZERO, alarms);
        counts = new Counts(store, "accounts");
    }

    private void restart() {
        store.close();
        start();
    }

    @Test
    void stateShouldOutliveARestart() {
        counts.put("ana", "1");
        counts.put("beto", "2");
        restart();
        assertThat(counts.texts).isEqualTo(Map.of("ana", "1", "beto", "2"));
        counts.put("ana", "3");
        counts.remove("beto");
        restart();

        assertThat(counts.texts).isEqualTo(Map.of("ana", "3"));
        assertThat(alarms.raised()).isEmpty();
    }

    @Test
    void changeShouldBeInTheFileSoonWithoutAClose() {
        counts.put("ana", "1");

        await().untilAsserted(() -> assertThat(copy()).isEqualTo(Map.of("ana", "1")));
        assertThat(store.health()).isEqualTo(new FileHealth(Optional.empty(), Optional.empty()));
    }

    @Test
    void storeShouldWorkInMemoryAndLoadLateWhenTheFileIsLocked() throws Exception {
        counts.put("ana", "1");
        counts.put("beto", "2");
        store.close();
        try (StateFile holder = new StateFile(path, alarms, InstantSource.system(), () -> {})) {
            holder.open(Duration.ZERO);
            start();
            assertThat(counts.texts).isEmpty();
            assertThat(store.health().failure())
                    .hasValueSatisfying(why -> assertThat(why).contains("is locked by another process"));
            counts.put("ana", "3");
        }
        await().untilAsserted(() -> assertThat(counts.texts).isEqualTo(Map.of("ana", "3", "beto", "2")));
        await().untilAsserted(() -> assertThat(store.health().failure()).isEmpty());
        restart();

        assertThat(counts.texts).isEqualTo(Map.of("ana", "3", "beto", "2"));
        assertThat(alarms.raised()).isNotEmpty().allMatch(alarm -> alarm.contains("is locked by another process"));
    }

    @Test
    void storeShouldWorkInMemoryAndWriteLateWhenTheFolderCannotBeMade() throws Exception {
        store.close();
        path = folder.resolve("file/ledger.mv.db");
        Files.writeString(folder.resolve("file"), "no folder");
        start();
        counts.put("ana", "1");
        await().untilAsserted(() -> assertThat(alarms.raised()).hasSizeGreaterThan(1));
        Files.delete(folder.resolve("file"));
        await().untilAsserted(
                        () -> assertThat(store.health()).isEqualTo(new FileHealth(Optional.empty(), Optional.empty())));
        restart();

        assertThat(counts.texts).isEqualTo(Map.of("ana", "1"));
    }

    @Test
    void whatIsLeftOfADamagedFileShouldBeWrittenToTheNewOne() throws Exception {
        for (int account = 0; account < 100; account++) {
            counts.put("account" + account, "text of account" + account);
        }
        store.close();
        byte[] octets = Files.readAllBytes(path);
        octets[Bytes.indexOf(octets, "text of account50".getBytes(UTF_8))] ^= 1;
        Files.write(path, octets);
        start();
        assertThat(alarms.raised()).singleElement().asString().contains("is damaged and was set aside");
        assertThat(counts.texts).hasSize(99).doesNotContainKey("account50");
        restart();

        assertThat(counts.texts).hasSize(99);
        assertThat(alarms.raised()).hasSize(1);
    }

    @Test
    void othersShouldBeWrittenWhenOneCannotBePutIntoItsForm() {
        counts.put("ana", "unwritable");
        counts.put("beto", "2");
        restart();

        assertThat(counts.texts).isEqualTo(Map.of("beto", "2"));
        assertThat(alarms.raised()).singleElement().asString().contains("an entry of 'accounts'", "a bug");
    }

    @Test
    void mapShouldBeKeptByOne() {
        assertThatThrownBy(() -> new Counts(store, "accounts")).hasMessage("map 'accounts' is kept already");
    }

    @Test
    void manyMapsShouldBeKeptSideBySide() {
        Counts others = new Counts(store, "others");
        counts.put("ana", "1");
        others.put("ana", "2");
        restart();

        assertThat(counts.texts).isEqualTo(Map.of("ana", "1"));
        assertThat(new Counts(store, "others").texts).isEqualTo(Map.of("ana", "2"));
    }

    private Map<String, String> copy() throws Exception {
        Path copy = Files.createTempDirectory(folder, "copy").resolve("ledger.mv.db");
        Files.copy(path, copy);
        try (EmbeddedStore copied = EmbeddedStore.open(copy, Duration.ZERO, alarms)) {
            return new Counts(copied, "accounts").texts;
        }
    }
}
