/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.mesura.fuzz.Cases;
import org.mesura.fuzz.Damage;
import org.mesura.submission.HashKey;

import com.google.common.io.CountingInputStream;
import com.sun.management.ThreadMXBean;

/**
 * Whatever a message is made of, a fingerprint comes of it, in bounds that do not grow with the message; and one text has one
 * fingerprint in whatever charset, encoding and parts it comes. What work it is, is counted: octets that are read, words
 * that are kept, memory that is taken, garbage included. How long it takes is {@link HostileMessageTest}'s.
 */
class FingerprintFuzzTest {
    private static final int CASES = 1_500;
    private static final long MOST_MEMORY = 128L * 1024 * 1024;
    /** The allowances for plain text, HTML and files of the message, and as much for enclosed ones; a word has an octet. */
    private static final int MOST_WORDS = 2 * (2 * Allowance.PLAIN + Allowance.HTML);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Fingerprinter FINGERPRINTER = new Fingerprinter(new HashKey(1, 2));

    @Test
    void anyMessageShouldHaveAFingerprintForABoundedAmountOfWork() throws Exception {
        AtomicLong found = new AtomicLong();
        Cases.each(CASES, random -> {
            byte[] message = new RandomMime(random).message();
            byte[] damaged =
                    random.nextInt(3) == 0 ? message : new Damage(random).of(message, new RandomMime(random).message());
            CountingInputStream stream = new CountingInputStream(new ByteArrayInputStream(damaged));
            long before = THREADS.getCurrentThreadAllocatedBytes();

            Optional<Fingerprint> fingerprint = FINGERPRINTER.fingerprint(stream);

            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                    .as("octets of memory")
                    .isLessThan(MOST_MEMORY);
            assertThat(stream.getCount()).as("octets read").isLessThanOrEqualTo(ContentReader.OCTETS);
            fingerprint.ifPresent(one -> {
                found.incrementAndGet();
                assertThat(one.length()).as("words").isLessThan(MOST_WORDS);
                assertThat(one.textAndBeside(one.length()))
                        .isEqualTo(again(damaged).textAndBeside(one.length()));
            });
        });
        assertThat(found.get()).as("messages that say something").isPositive();
    }

    private static Fingerprint again(byte[] message) {
        return FINGERPRINTER.fingerprint(new ByteArrayInputStream(message)).orElseThrow();
    }

    @Test
    void oneTextShouldHaveOneFingerprintHoweverItIsWritten() throws Exception {
        Cases.each(CASES, random -> {
            RandomText text = new RandomText(random);
            byte[] plain =
                    ("Subject: a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text.written()).getBytes(UTF_8);
            byte[] other = text.otherwise();

            assertThat(compared(other))
                    .as("%s%n=====%n%s", new String(plain, UTF_8), new String(other, UTF_8))
                    .isEqualTo(compared(plain));
        });
    }

    @Test
    void anotherTextShouldHaveAnotherFingerprint() throws Exception {
        Cases.each(CASES / 3, random -> assertThat(compared(new RandomText(random).otherwise()))
                .isNotEqualTo(compared(new RandomText(new Random(random.nextLong())).otherwise())));
    }

    private static long compared(byte[] message) {
        Fingerprint fingerprint = again(message);
        return fingerprint.isBrief(fingerprint.length())
                ? fingerprint.textAndBeside(fingerprint.length())
                : fingerprint.text(fingerprint.length());
    }
}
