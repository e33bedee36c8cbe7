/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.fuzz.Cases;
import org.mesura.fuzz.Damage;
import org.mesura.hold.HeldCopy;
import org.mesura.store.memory.MemoryHoldingArea;

import com.google.common.io.BaseEncoding;

/**
 * However the files of a held mail are damaged: it is found, or it cannot be read and, asked for again and again, is set aside;
 * the octets of both files stay on the disk, and other mail is found as it was (guarantee 6).
 */
class HeldCopiesFuzzTest {
    private static final int CASES = 400;
    private static final int MOST_READS = 5;
    private static final String HELD = "file://var/mail/mesura-held/";

    @TempDir
    private Path base;

    @Test
    void damagedMailShouldBeFoundOrSetAsideAndNothingBeLost() throws Exception {
        FileRepositories repositories = new FileRepositories(base, new Faults());
        HeldCopies copies = new HeldCopies(repositories, repositories.files(), new MemoryHoldingArea());
        HeldCopy sound = copies.store(HeldCopiesTest.mail("Sound"), HELD, "transport");
        int[] ends = new int[2];
        Cases.each(CASES, random -> {
            HeldCopy copy = copies.store(HeldCopiesTest.mail("Mail-" + random.nextInt(1_000)), HELD, "transport");
            List<byte[]> left = damage(copy, random);

            Retrieved end = retrieved(copies, copy);

            List<byte[]> octets = octets();
            if (end instanceof Retrieved.Found found) {
                assertThat(found.mail().getName()).isNotEmpty();
                ends[0]++;
            } else {
                assertThat(end).isInstanceOf(Retrieved.Broken.class);
                ends[1]++;
            }
            assertThat(left).allMatch(file -> octets.stream().anyMatch(one -> Arrays.equals(one, file)));
            assertThat(copies.retrieve(sound)).isInstanceOf(Retrieved.Found.class);
            tidy(copies, copy, end);
        });
        assertThat(ends[0] + ends[1]).isPositive();
    }

    private static Retrieved retrieved(HeldCopies copies, HeldCopy copy) throws Exception {
        Retrieved retrieved = copies.retrieve(copy);
        for (int read = 1; retrieved instanceof Retrieved.Unreadable && read < MOST_READS; read++) {
            retrieved = copies.retrieve(copy);
        }
        return retrieved;
    }

    private List<byte[]> damage(HeldCopy copy, Random random) throws IOException {
        FileEntry entry = new FileEntry(base.resolve("var/mail/mesura-held"), copy.key());
        assertThat(entry.isWhole()).isTrue();
        List<Path> files = files().stream()
                .filter(file -> file.toString().contains(hex(copy.key())))
                .toList();
        assertThat(files).hasSize(2);
        Path hit = files.get(random.nextInt(files.size()));
        byte[] whole = Files.readAllBytes(hit);
        Files.write(hit, new Damage(random).of(whole, whole));
        return Stream.of(Files.readAllBytes(files.get(0)), Files.readAllBytes(files.get(1)))
                .toList();
    }

    private static String hex(String key) {
        return BaseEncoding.base16().encode(key.getBytes(US_ASCII));
    }

    private void tidy(HeldCopies copies, HeldCopy copy, Retrieved end) throws Exception {
        if (end instanceof Retrieved.Found) {
            copies.remove(copy);
        }
        for (Path file : files()) {
            if (file.toString().contains(hex(copy.key()))) {
                Files.delete(file);
            }
        }
    }

    private List<byte[]> octets() throws IOException {
        List<byte[]> octets = new ArrayList<>();
        for (Path file : files()) {
            octets.add(Files.readAllBytes(file));
        }
        return octets;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(base)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
