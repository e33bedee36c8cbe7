/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mesura.store.StoreTimes;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;

class WriteBehindTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Alarms alarms = new Alarms();
    private final AtomicLong nanos = new AtomicLong();
    private final Written written = new Written();
    private final WriteBehind<Integer> behind =
            new WriteBehind<>(written, alarms, StoreTimes.unwatched(), new Ticker() {
                @Override
                public long read() {
                    return nanos.get();
                }
            });

    /** Remembers what is written; fails or hangs when told to. */
    private static final class Written implements WriteBehind.Writer<Integer> {
        private final List<ImmutableList<Integer>> batches = new CopyOnWriteArrayList<>();
        private final CountDownLatch reached = new CountDownLatch(1);
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile Optional<IOException> fault = Optional.empty();
        private volatile boolean closed;

        @Override
        public void write(ImmutableSet<Integer> keys) throws IOException {
            reached.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (fault.isPresent()) {
                throw fault.get();
            }
            batches.add(keys.asList());
        }

        @Override
        public void close() {
            closed = true;
        }

        private List<Integer> all() {
            return ImmutableList.copyOf(Iterables.concat(batches));
        }
    }

    @AfterEach
    void tearDown() {
        written.gate.countDown();
        behind.close();
    }

    @Test
    void changeShouldBeWrittenSoon() {
        behind.changed(1);

        await().untilAsserted(() -> assertThat(written.all()).containsExactly(1));
        await().untilAsserted(() ->
                assertThat(behind.health()).isEqualTo(new FileHealth(Optional.empty(), Optional.empty())));
    }

    @Test
    void changeShouldWaitForNothingAndBeWrittenAgainWhenItComesDuringAWrite() throws Exception {
        written.gate = new CountDownLatch(1);
        behind.changed(1);
        written.reached.await();
        IntStream.range(0, 1_000).forEach(i -> behind.changed(1 + i % 2));
        assertThat(written.all()).isEmpty();
        written.gate.countDown();

        await().untilAsserted(() -> assertThat(written.batches).hasSize(2));
        assertThat(written.all()).containsExactly(1, 1, 2);
    }

    @Test
    void oldestChangeShouldBeSeenWhileItWaitsAndWhileItIsWritten() throws Exception {
        written.gate = new CountDownLatch(1);
        behind.changed(1);
        nanos.addAndGet(Duration.ofMillis(300).toNanos());
        behind.changed(2);
        behind.changed(1);
        assertThat(behind.health().oldestUnwritten()).contains(Duration.ofMillis(300));
        written.reached.await();
        nanos.addAndGet(Duration.ofSeconds(7).toNanos());

        assertThat(behind.health().oldestUnwritten()).contains(Duration.ofMillis(7_300));
    }

    @Test
    void failedWriteShouldBeToldAndTriedAgain() {
        written.fault = Optional.of(new IOException("No space left on device"));
        behind.changed(1);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        await().untilAsserted(() -> assertThat(alarms.raised()).hasSizeGreaterThan(1));
        assertThat(alarms.raised()).allMatch(alarm -> alarm.contains("tries again (No space left on device)"));
        await().untilAsserted(() -> assertThat(behind.health())
                .isEqualTo(new FileHealth(Optional.of(Duration.ofSeconds(2)), Optional.of("No space left on device"))));
        behind.changed(2);
        written.fault = Optional.empty();

        await().untilAsserted(() -> assertThat(written.all()).containsExactly(1, 2));
        await().untilAsserted(() ->
                assertThat(behind.health()).isEqualTo(new FileHealth(Optional.empty(), Optional.empty())));
    }

    @Test
    void writingShouldBeTriedAlthoughNothingChangedWhenItWasImpossible() {
        behind.cannotWrite(new IOException("locked"));
        assertThat(behind.health().failure()).contains("locked");

        await().untilAsserted(() -> assertThat(behind.health().failure()).isEmpty());
        assertThat(written.all()).isEmpty();
        assertThat(alarms.raised()).hasSize(1);
    }

    @Test
    void manyChangesShouldBeWrittenInOrderAndInParts() {
        IntStream.range(0, 5_000).map(i -> 4_999 - i).forEach(behind::changed);
        behind.close();

        assertThat(written.all()).hasSize(5_000).doesNotHaveDuplicates();
        assertThat(written.batches)
                .allSatisfy(batch -> assertThat(batch).isSorted().hasSizeLessThanOrEqualTo(2_000));
    }

    @Test
    void awaitedShouldBeWrittenWhenTheWaitEnds() throws Exception {
        for (int key = 0; key < 100; key++) {
            behind.changed(key);
            behind.awaitWritten(key, LONG);

            assertThat(written.all()).contains(key);
        }
        behind.awaitWritten(7, LONG);
        assertThat(written.all()).as("7 did not change").hasSize(100);
    }

    @Test
    void awaitedShouldShareOneWriteThatIsBeforeTheOthers() throws Exception {
        written.gate = new CountDownLatch(1);
        behind.changed(0);
        written.reached.await();
        IntStream.range(1, 5_000).forEach(behind::changed);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> waits = new ArrayList<>();
            for (int key : List.of(4_000, 3_000, 3_000)) {
                waits.add(threads.submit(() -> {
                    behind.awaitWritten(key, LONG);
                    return null;
                }));
            }
            await().until(() -> behind.waiters() == 3);
            written.gate.countDown();
            for (Future<?> wait : waits) {
                wait.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(written.batches.get(1)).containsExactly(3_000, 4_000);
        await().untilAsserted(() -> assertThat(written.all()).hasSize(5_000).doesNotHaveDuplicates());
    }

    @Test
    void awaitShouldFailAtOnceWhenNothingCanBeWritten() throws Exception {
        written.fault = Optional.of(new IOException("No space left on device"));
        behind.changed(1);
        assertThatThrownBy(() -> behind.awaitWritten(1, LONG))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left on device");
        behind.changed(2);
        assertThatThrownBy(() -> behind.awaitWritten(2, LONG))
                .isInstanceOf(IOException.class)
                .hasMessage("the store cannot be written now: No space left on device");
        written.fault = Optional.empty();

        await().untilAsserted(() -> assertThat(behind.health().failure()).isEmpty());
        behind.changed(3);
        behind.awaitWritten(3, LONG);
        assertThat(written.all()).containsExactly(1, 2, 3);
    }

    @Test
    void awaitShouldEndAndTheNextNotBeginWhenAWriteHangs() throws Exception {
        written.gate = new CountDownLatch(1);
        behind.changed(1);
        assertThatThrownBy(() -> behind.awaitWritten(1, Duration.ofMillis(50)))
                .isInstanceOf(IOException.class)
                .hasMessage("the store was not written in 50 ms");
        assertThatThrownBy(() -> behind.awaitWritten(1, LONG))
                .isInstanceOf(IOException.class)
                .hasMessage("the store cannot be written now: a write takes longer than 50 ms");
        assertThat(behind.health().failure()).contains("a write takes longer than 50 ms");
        written.gate.countDown();

        await().untilAsserted(() -> assertThat(behind.health().failure()).isEmpty());
        assertThat(written.all()).containsExactly(1);
    }

    @Test
    void awaitShouldFailWhenItsThreadIsInterruptedOrTheStoreClosed() {
        written.gate = new CountDownLatch(1);
        behind.changed(1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> behind.awaitWritten(1, LONG))
                .isInstanceOf(IOException.class)
                .hasMessage("interrupted while it was written");
        assertThat(Thread.interrupted()).isTrue();
        written.gate.countDown();
        behind.close();

        assertThatThrownBy(() -> behind.awaitWritten(1, LONG))
                .isInstanceOf(IOException.class)
                .hasMessage("the store is closed");
    }

    @Test
    void closeShouldWriteWhatIsLeft() {
        behind.changed(1);
        behind.close();

        assertThat(written.all()).containsExactly(1);
        assertThat(written.closed).isTrue();
    }

    @Test
    void closeShouldEndWhenTheLastWriteHangs() throws Exception {
        written.gate = new CountDownLatch(1);
        behind.changed(1);
        written.reached.await();
        behind.close();

        assertThat(written.all()).isEmpty();
        assertThat(alarms.raised()).singleElement().asString().contains("the last write is not done");
    }

    @Test
    void closeShouldEndWhenItIsCalledTwiceOrAfterNothing() {
        behind.close();
        behind.close();
        behind.changed(1);

        assertThat(written.all()).isEmpty();
        assertThat(written.closed).isTrue();
    }
}
