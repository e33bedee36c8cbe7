/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.mailet.Log;
import org.mesura.submission.HashKey;

/** Guarantee 11: the key. */
class KeyFileTest {
    @TempDir
    Path folder;

    @Test
    void keyShouldBeMadeForItsOwnerAloneWhenThereIsNone() throws Exception {
        Path file = folder.resolve("var/mesura/key");
        new KeyFile(file).key();

        assertThat(Files.readString(file)).matches("[0-9a-f]{32}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void keyShouldBeTheSameAfterARestart() {
        HashKey key = key();

        assertThat(key()).isEqualTo(key);
    }

    @Test
    void keyShouldBeAnotherWhenItsFileWasRemoved() throws Exception {
        HashKey key = key();
        Files.delete(folder.resolve("key"));

        assertThat(key()).isNotEqualTo(key);
    }

    @Test
    void keyShouldBeReadWhenAnAdministratorWroteIt() throws Exception {
        Files.writeString(folder.resolve("key"), "00000000000000010000000000000002");

        assertThat(key()).isEqualTo(new HashKey(1, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123", "not hexadecimal at all, thirty-two", " ", "000000000000000100000000000000020"})
    void anotherKeyShouldStandInAndTheErrorBeLoggedWhenTheFileIsBroken(String text) throws Exception {
        Files.writeString(folder.resolve("key"), text);
        try (Log log = new Log(KeyFile.class)) {
            assertThat(key()).isNotEqualTo(key());

            assertThat(log.lines())
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith(folder.resolve("key") + " must hold 32 hexadecimal digits")
                    .doesNotContain(text.strip().isEmpty() ? "\t" : text);
        }
        assertThat(folder.resolve("key")).hasContent(text);
    }

    @Test
    void anotherKeyShouldStandInWhenTheFileCannotBeMade() throws Exception {
        Files.writeString(folder.resolve("var"), "no folder");
        try (Log log = new Log(KeyFile.class)) {
            assertThat(new KeyFile(folder.resolve("var/mesura/key")).key()).isNotNull();
            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void keyShouldBeMadeWhenACrashLeftAnEmptyFile() throws Exception {
        Files.createFile(folder.resolve("key"));
        HashKey key = key();

        assertThat(key()).isEqualTo(key);
    }

    @Test
    void keyShouldBeOneWhen16ThreadsMakeItAtOnce() throws Exception {
        CyclicBarrier start = new CyclicBarrier(16);
        Callable<HashKey> make = () -> {
            start.await();
            return key();
        };
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<HashKey>> keys =
                    threads.invokeAll(Stream.generate(() -> make).limit(16).toList());
            for (Future<HashKey> key : keys) {
                assertThat(key.get()).isEqualTo(keys.get(0).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private HashKey key() {
        return new KeyFile(folder.resolve("key")).key();
    }
}
