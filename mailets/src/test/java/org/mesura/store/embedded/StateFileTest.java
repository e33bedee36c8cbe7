/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.h2.mvstore.MVStore;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.mailet.Log;

import com.google.common.primitives.Bytes;

class StateFileTest {
    private static final Instant NOW = Instant.parse("2026-11-24T17:25:00.123Z");
    private static final String ASIDE = "20261124T172500.123Z";

    private final Alarms alarms = new Alarms();
    private final AtomicInteger begun = new AtomicInteger();

    @TempDir
    private Path folder;

    private Path path;
    private StateFile file;

    @BeforeEach
    void setUp() {
        path = folder.resolve("var/mesura/ledger.mv.db");
        file = file();
    }

    @AfterEach
    void tearDown() {
        file.close();
    }

    private StateFile file() {
        return new StateFile(path, alarms, InstantSource.fixed(NOW), begun::incrementAndGet);
    }

    @Test
    void absentFileShouldBeMadeWithItsFolders() throws Exception {
        assertThat(file.open(Duration.ZERO)).isInstanceOf(Opening.Opened.class);

        assertThat(read(file)).isEmpty();
        assertThat(path).isNotEmptyFile();
        assertThat(begun).hasValue(1);
        assertThat(alarms.raised()).isEmpty();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void fileShouldBeItsOwnersAlone() throws Exception {
        file.open(Duration.ZERO);

        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void whatWasWrittenShouldBeReadAfterReopening() throws Exception {
        file.write(List.of(put("ana", "1"), put("beto", "2"), put("carla", "3")));
        file.write(List.of(put("ana", "4"), new Change("accounts", "beto", Optional.empty())));
        reopen();

        assertThat(read(file)).isEqualTo(Map.of("ana", "4", "carla", "3"));
        assertThat(begun).hasValue(1);
    }

    @Test
    void writtenShouldBeThereWhenTheFileIsNotClosed() throws Exception {
        file.write(List.of(put("ana", "1")));
        Path copy = Files.copy(path, folder.resolve("copy"));

        try (StateFile copied = new StateFile(copy, alarms, InstantSource.system(), begun::incrementAndGet)) {
            assertThat(read(copied)).isEqualTo(Map.of("ana", "1"));
        }
    }

    @Test
    void mapsShouldNotMix() throws Exception {
        file.write(List.of(put("ana", "1"), new Change("notices", "ana", Optional.of("2".getBytes(UTF_8)))));
        reopen();

        assertThat(read(file)).isEqualTo(Map.of("ana", "1"));
    }

    @Test
    void fileShouldBeWaitedForWhenAnotherProcessHoldsIt() throws Exception {
        file.write(List.of(put("ana", "1")));
        file.close();
        try (ChildProcess holder = new ChildProcess(HoldingProcess.class, path.toString());
                Log log = new Log(StateFile.class)) {
            assertThat(holder.line()).isEqualTo("held");
            assertThat(file.open(Duration.ofMillis(300))).isInstanceOf(Opening.Locked.class);
            var opening = CompletableFuture.supplyAsync(() -> file.open(Duration.ofSeconds(30)));
            await().until(() -> log.lines().size() == 2);
            holder.goOn();

            assertThat(opening.get()).isInstanceOf(Opening.Opened.class);
            assertThat(log.lines()).allMatch(line -> line.contains("is locked by another process; waiting for it"));
        }
        assertThat(read(file)).isEqualTo(Map.of("ana", "1"));
        assertThat(namesInFolder()).containsExactly("ledger.mv.db");
        assertThat(alarms.raised()).isEmpty();
    }

    @Test
    void fileShouldBeLockedWhenThisProcessHoldsIt() throws Exception {
        file.write(List.of(put("ana", "1")));
        StateFile second = file();

        assertThat(second.open(Duration.ofMillis(150))).isInstanceOf(Opening.Locked.class);
        try (ChildProcess other = new ChildProcess(HoldingProcess.class, path.toString())) {
            assertThat(other.line()).as("the first still holds it").isEqualTo("locked");
        }
        file.close();
        assertThat(read(second)).isEqualTo(Map.of("ana", "1"));
        second.close();
    }

    @Test
    void fileShouldBeLockedWhenThisProcessHoldsItByOtherMeans() throws Exception {
        file.write(List.of(put("ana", "1")));
        file.close();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(file.open(Duration.ofMillis(150))).isInstanceOf(Opening.Locked.class);
            assertThat(lock.isValid()).isTrue();
        }
        assertThat(read(file)).isEqualTo(Map.of("ana", "1"));
        assertThat(namesInFolder()).containsExactly("ledger.mv.db");
    }

    /** What can befall a file. */
    enum Harm {
        EMPTIED {
            @Override
            byte[] befall(byte[] octets) {
                return new byte[0];
            }
        },
        CUT_TO_ITS_HEAD {
            @Override
            byte[] befall(byte[] octets) {
                return Arrays.copyOf(octets, 10_000);
            }
        },
        HALVED {
            @Override
            byte[] befall(byte[] octets) {
                return Arrays.copyOf(octets, octets.length / 2);
            }
        },
        OVERWRITTEN_IN_THE_MIDDLE {
            @Override
            byte[] befall(byte[] octets) {
                byte[] noise = new byte[octets.length / 2];
                new Random(1).nextBytes(noise);
                System.arraycopy(noise, 0, octets, octets.length / 4, noise.length);
                return octets;
            }
        },
        NO_SUCH_FILE_AT_ALL {
            @Override
            byte[] befall(byte[] octets) {
                return "Querida Ana, this is a text file.\n".repeat(1_000).getBytes(UTF_8);
            }
        };

        abstract byte[] befall(byte[] octets);
    }

    @ParameterizedTest
    @EnumSource
    void damagedFileShouldBeSetAsideWithItsBytes(Harm harm) throws Exception {
        fill();
        byte[] damaged = harm.befall(Files.readAllBytes(path));
        Files.write(path, damaged);
        reopen();
        read(file);

        assertThat(namesInFolder()).containsExactly("ledger.mv.db", "ledger.mv.db.corrupt-" + ASIDE);
        assertThat(path.resolveSibling("ledger.mv.db.corrupt-" + ASIDE)).hasBinaryContent(damaged);
        assertThat(alarms.raised())
                .singleElement()
                .asString()
                .contains(path.toString(), "is damaged", "was set aside as ledger.mv.db.corrupt-" + ASIDE);
        assertThat(begun).hasValue(2);
        assertThatNewFileWorks();
    }

    @Test
    void flippedBitShouldBeSeenOrHarmless() throws Exception {
        Map<String, String> before = fill();
        byte[] whole = Files.readAllBytes(path);
        Random random = new Random(7);
        for (int flip = 0; flip < 200; flip++) {
            byte[] flipped = whole.clone();
            int at = random.nextInt(whole.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Path copy = Files.createTempDirectory(folder, "flip").resolve("ledger.mv.db");
            Files.write(copy, flipped);
            var seen = new Alarms();
            try (StateFile damaged = new StateFile(copy, seen, InstantSource.system(), () -> {})) {
                Map<String, String> after = read(damaged);
                if (seen.raised().isEmpty()) {
                    assertThat(after.equals(before)).as("byte %d", at).isTrue();
                } else {
                    assertThat(before.entrySet().containsAll(after.entrySet()))
                            .as("byte %d", at)
                            .isTrue();
                }
            }
        }
    }

    /** Where the library keeps which map is where; it takes what it does not find for what never was. */
    @ParameterizedTest
    @ValueSource(strings = {"root.1", "root.2", "root.3", "name.accounts", "name.sizes", "map.2", "map.3"})
    void mapThatIsLostShouldBeSeen(String pointer) throws Exception {
        fill();
        byte[] octets = Files.readAllBytes(path);
        for (int at = octets.length - pointer.length(); at >= 0; at--) {
            if (Arrays.equals(octets, at, at + pointer.length(), pointer.getBytes(UTF_8), 0, pointer.length())) {
                octets[at] ^= 4;
            }
        }
        Files.write(path, octets);
        reopen();
        read(file);

        assertThat(alarms.raised()).singleElement().asString().contains("is damaged");
        assertThatNewFileWorks();
    }

    @Test
    void whatCanBeReadOfADamagedFileShouldBeHandedOver() throws Exception {
        Map<String, String> before = fill();
        byte[] octets = Files.readAllBytes(path);
        int at = Bytes.indexOf(octets, before.get("account500").getBytes(UTF_8));
        octets[at + 20] ^= 1;
        Files.write(path, octets);
        reopen();

        before.remove("account500");
        assertThat(read(file)).isEqualTo(before);
        assertThat(alarms.raised())
                .singleElement()
                .asString()
                .contains("of 1000 entries of 'accounts' 999 can be read");
    }

    @Test
    void entryThatNobodyUnderstandsShouldBeDamage() throws Exception {
        file.write(List.of(put("ana", "1"), put("beto", "2")));
        reopen();
        List<String> understood = new ArrayList<>();
        file.read("accounts", (key, value) -> {
            if (key.equals("ana")) {
                throw new IllegalArgumentException("unknown form");
            }
            understood.add(key);
        });

        assertThat(understood).containsExactly("beto");
        assertThat(alarms.raised()).hasSize(1);
    }

    @Test
    void fileSetAsideShouldOverwriteNoOther() throws Exception {
        for (String text : List.of("first", "second")) {
            file.close();
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            file.open(Duration.ZERO);
        }

        assertThat(path.resolveSibling("ledger.mv.db.corrupt-" + ASIDE)).hasContent("first");
        assertThat(path.resolveSibling("ledger.mv.db.corrupt-" + ASIDE + "-2")).hasContent("second");
    }

    @Test
    void newerFormatShouldBeSetAsideWithItsBytes() throws Exception {
        fill();
        try (MVStore newer = MVStore.open(path.toString())) {
            newer.setStoreVersion(OpenFile.FORMAT + 1);
        }
        byte[] octets = Files.readAllBytes(path);
        reopen();

        assertThat(read(file)).isEmpty();
        assertThat(path.resolveSibling("ledger.mv.db.newer-format-" + ASIDE)).hasBinaryContent(octets);
        assertThat(alarms.raised())
                .singleElement()
                .asString()
                .contains("was written by a newer version", "it has format 4, this version of Mesura knows up to 3");
        assertThatNewFileWorks();
    }

    @Test
    void olderFormatShouldBeReadAndFromThenOnBeOfTheNewest() throws Exception {
        Map<String, String> before = fill();
        try (MVStore older = MVStore.open(path.toString())) {
            older.setStoreVersion(1);
        }
        reopen();

        assertThat(read(file)).isEqualTo(before);
        assertThat(alarms.raised()).isEmpty();
        file.close();
        try (MVStore raised = MVStore.open(path.toString())) {
            assertThat(raised.getStoreVersion()).isEqualTo(OpenFile.FORMAT);
        }
    }

    @Test
    void fileOfAnotherProgramShouldBeSetAside() throws Exception {
        Files.createDirectories(path.getParent());
        try (MVStore foreign = MVStore.open(path.toString())) {
            foreign.openMap("accounts").put("ana", "1");
        }

        assertThat(read(file)).isEmpty();
        assertThat(alarms.raised()).singleElement().asString().contains("it is no file of Mesura");
    }

    @Test
    void fileShouldBeOutOfReachWhenItsFolderCannotBeMade() throws Exception {
        Files.writeString(folder.resolve("var"), "no folder");

        assertThat(file.open(Duration.ZERO)).isInstanceOf(Opening.Failed.class);
        assertThatThrownBy(() -> file.write(List.of(put("ana", "1")))).isInstanceOf(IOException.class);
        Files.delete(folder.resolve("var"));
        file.write(List.of(put("ana", "1")));
        reopen();

        assertThat(read(file)).isEqualTo(Map.of("ana", "1"));
        assertThat(alarms.raised()).isEmpty();
    }

    @Test
    void folderInItsPlaceShouldNotBeSetAside() throws Exception {
        Files.createDirectories(path);

        assertThat(file.open(Duration.ZERO)).isInstanceOf(Opening.Failed.class);
        assertThat(path).isDirectory();
    }

    @Test
    void writeShouldFailAndThenSucceedWhenTheDiskIsFullForATime() throws Exception {
        FilePath.register(new FullDisk());
        StateFile onDisk = new StateFile(path, FullDisk.SCHEME + ":", alarms, InstantSource.system(), () -> {});
        FullDisk.full(true);
        assertThat(onDisk.open(Duration.ZERO)).isInstanceOf(Opening.Failed.class);
        FullDisk.full(false);
        onDisk.write(List.of(put("ana", "1"), put("beto", "1")));
        FullDisk.full(true);
        assertThatThrownBy(() -> onDisk.write(List.of(put("ana", "2"), put("carla", "2"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be used now");
        assertThatThrownBy(() -> onDisk.write(List.of(put("ana", "3")))).isInstanceOf(IOException.class);
        FullDisk.full(false);
        onDisk.write(List.of(put("beto", "4")));
        onDisk.close();

        assertThat(read(file)).as("a failed write is none").isEqualTo(Map.of("ana", "1", "beto", "4"));
        assertThat(alarms.raised()).isEmpty();
        assertThat(namesInFolder()).containsExactly("ledger.mv.db");
    }

    @Test
    void writeShouldFailAndThenSucceedWhenItsThreadIsInterrupted() throws Exception {
        fill();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> file.write(List.of(put("ana", "1")))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> file.write(List.of(put("ana", "1")))).isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();
        file.write(List.of(put("ana", "2")));

        assertThat(read(file)).containsEntry("ana", "2").hasSize(1_001);
        assertThat(namesInFolder()).containsExactly("ledger.mv.db");
        assertThat(begun).hasValue(1);
        assertThat(alarms.raised()).isEmpty();
    }

    @Test
    void fileShouldStaySmallWhenItIsOverwrittenForEver() throws Exception {
        byte[] value = new byte[500];
        Random random = new Random(1);
        long most = 0;
        for (int round = 0; round < 200; round++) {
            List<Change> all = new ArrayList<>();
            for (int account = 0; account < 10_000; account++) {
                random.nextBytes(value);
                all.add(new Change("accounts", "account" + account, Optional.of(value.clone())));
            }
            file.write(all);
            most = Math.max(most, Files.size(path));
        }
        file.close();

        long live = 10_000 * 500;
        assertThat(most).isLessThan(5 * live);
        assertThat(Files.size(path)).isLessThan(3 * live);
    }

    @Test
    void fileShouldStaySmallWhenAFewOfManyChangeForEver() throws Exception {
        byte[] value = new byte[500];
        Random random = new Random(1);
        IntStream.range(0, 5).forEach(part -> write(IntStream.range(part * 2_000, part * 2_000 + 2_000), value));
        long most = 0;
        for (int round = 0; round < 2_000; round++) {
            write(random.ints(20, 0, 10_000), value);
            most = Math.max(most, Files.size(path));
        }

        assertThat(most).isLessThan(10 * 10_000 * 500);
    }

    private void write(IntStream accounts, byte[] value) {
        try {
            file.write(accounts.mapToObj(account -> new Change("accounts", "account" + account, Optional.of(value)))
                    .toList());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, String> fill() throws IOException {
        Map<String, String> entries = new TreeMap<>();
        for (int account = 0; account < 1_000; account++) {
            entries.put("account" + account, ("sent" + account).repeat(10));
        }
        file.write(entries.entrySet().stream()
                .map(entry -> put(entry.getKey(), entry.getValue()))
                .toList());
        reopen();
        assertThat(read(file)).isEqualTo(entries);
        file.close();
        return entries;
    }

    private void assertThatNewFileWorks() throws IOException {
        file.write(List.of(put("carla", "9")));
        reopen();
        assertThat(read(file)).isEqualTo(Map.of("carla", "9"));
    }

    private void reopen() {
        file.close();
        file = file();
    }

    private List<String> namesInFolder() throws IOException {
        try (Stream<Path> files = Files.list(path.getParent())) {
            return files.map(found -> found.getFileName().toString()).sorted().toList();
        }
    }

    private static Map<String, String> read(StateFile file) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        file.read("accounts", (key, value) -> entries.put(key, new String(value, UTF_8)));
        return entries;
    }

    private static Change put(String key, String value) {
        return new Change("accounts", key, Optional.of(value.getBytes(UTF_8)));
    }
}
