/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mesura.hold.Mails.ANA;
import static org.mesura.hold.Mails.BETO;
import static org.mesura.hold.Mails.TEN;
import static org.mesura.hold.Mails.id;
import static org.mesura.hold.Mails.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.hold.Admission;
import org.mesura.hold.Departed;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HeldRun;
import org.mesura.hold.HeldTotal;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.HoldingAreaContract;
import org.mesura.hold.HoldingLimits;
import org.mesura.hold.SizedMail;
import org.mesura.hold.Waits;
import org.mesura.store.format.HeldForm;

import com.google.common.base.Stopwatch;

class EmbeddedHoldingAreaTest implements HoldingAreaContract {
    private static final HoldingLimits NO_LIMITS =
            new HoldingLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    /** Far longer than James waits, for a machine that has much else to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Alarms alarms = new Alarms();
    private final List<EmbeddedStore> stores = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("ledger.mv.db");
    }

    @Override
    public HoldingArea area() {
        return reopened();
    }

    @AfterEach
    void tearDown() {
        FullDisk.full(false);
        stores.forEach(EmbeddedStore::close);
    }

    private HoldingArea reopened() {
        stores.forEach(EmbeddedStore::close);
        return new EmbeddedHoldingArea(opened(path(), ""), PATIENCE);
    }

    private EmbeddedStore opened(Path path, String scheme) {
        EmbeddedStore store = EmbeddedStore.open(path, scheme, Duration.ZERO, alarms);
        stores.add(store);
        return store;
    }

    @Test
    void mailsAndRunsShouldOutliveARestart() throws Exception {
        HoldingArea area = area();
        area.admit(mail("1", 60), 100, LIMITS);
        area.admit(mail("2", 61), 200, LIMITS);
        area.admit(mail("3", BETO, DECISION, TEN), 400, LIMITS);
        area.told(ANA);
        area.remove(id("1"), Departed.LEFT, TEN.plusSeconds(60));
        area.change(id("2"), new Waits.ForTurn(TEN.plusSeconds(70)));
        HoldingArea after = reopened();

        assertThat(after.page(Optional.empty(), 9)).containsExactly(mail("2", 70), mail("3", BETO, DECISION, TEN));
        assertThat(after.total()).isEqualTo(new HeldTotal(2, 600));
        assertThat(after.runs())
                .containsExactly(new HeldRun(ANA, TEN, 1, 1, 0, Optional.of(TEN.plusSeconds(60)), true));
        after.remove(id("2"), Departed.LEFT, TEN.plusSeconds(70));
        after.close(ANA);
        assertThat(reopened().runs()).isEmpty();
        assertThat(alarms.raised()).isEmpty();
    }

    @Test
    void renamedAccountShouldOutliveARestart() throws Exception {
        HoldingArea area = area();
        area.admit(mail("1", 60), 100, LIMITS);
        area.rename(ANA, BETO);
        HoldingArea after = reopened();

        assertThat(after.of(BETO)).hasSize(1);
        assertThat(after.senders()).containsExactly(BETO);
        assertThat(after.runs()).extracting(HeldRun::sender).containsExactly(BETO);
    }

    /** Guarantee 6: what is in the file is what is left after the end of the process. */
    @Test
    void factShouldBeInTheFileWhenItsMailIsTakenIn() throws Exception {
        HoldingArea area = area();
        for (int number = 0; number < 20; number++) {
            HeldMail mail = mail("" + number, 60 + number);
            area.admit(mail, 1, LIMITS);
            Path copy = Files.copy(path(), folder.resolve("copy" + number));

            assertThat(new EmbeddedHoldingArea(opened(copy, ""), PATIENCE).find(mail.id()))
                    .contains(mail);
        }
    }

    @Test
    void mailsShouldWaitForTheirTurnInARunWhenTheRunIsLost() throws Exception {
        try (StateFile file = new StateFile(path(), alarms, InstantSource.system(), () -> {})) {
            file.write(List.of(
                    new Change("held", "1", Optional.of(HeldForm.of(new SizedMail(mail("1", 60), 1)))),
                    new Change("held", "2", Optional.of(HeldForm.of(new SizedMail(mail("2", 61), 1))))));
        }

        assertThat(reopened().runs()).containsExactly(new HeldRun(ANA, TEN, 2, 0, 0, Optional.empty(), false));
    }

    @Test
    void nothingShouldBeTakenInWhileTheDiskIsFull() throws Exception {
        FilePath.register(new FullDisk());
        HoldingArea area = new EmbeddedHoldingArea(opened(path(), FullDisk.SCHEME + ":"), PATIENCE);
        area.admit(mail("1", 60), 1, LIMITS);
        FullDisk.full(true);
        Stopwatch watch = Stopwatch.createStarted();
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThatThrownBy(() -> area.admit(mail("2", 61), 1, LIMITS)).isInstanceOf(IOException.class);
        }
        assertThat(watch.elapsed()).isLessThan(PATIENCE);
        assertThat(area.page(Optional.empty(), 9)).containsExactly(mail("1", 60));
        assertThat(area.runs()).containsExactly(new HeldRun(ANA, TEN, 1, 0, 0, Optional.empty(), false));
        assertThat(area.total()).isEqualTo(new HeldTotal(1, 1));
        FullDisk.full(false);

        await().ignoreExceptions().untilAsserted(() -> assertThat(area.admit(mail("2", 61), 1, LIMITS))
                .isEqualTo(new Admission.Taken()));
        assertThat(reopened().page(Optional.empty(), 9)).containsExactly(mail("1", 60), mail("2", 61));
    }

    @Test
    void nothingShouldBeTakenInWhileAnotherProcessHoldsTheFile() throws Exception {
        reopened().admit(mail("1", 60), 1, LIMITS);
        stores.forEach(EmbeddedStore::close);
        HoldingArea area;
        try (ChildProcess holder = new ChildProcess(HoldingProcess.class, path().toString())) {
            assertThat(holder.line()).isEqualTo("held");
            area = reopened();
            assertThatThrownBy(() -> area.admit(mail("2", 61), 1, LIMITS))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot be written now");
            holder.goOn();
        }

        await().untilAsserted(() -> assertThat(area.page(Optional.empty(), 9)).containsExactly(mail("1", 60)));
        await().ignoreExceptions().untilAsserted(() -> assertThat(area.admit(mail("2", 61), 1, LIMITS))
                .isEqualTo(new Admission.Taken()));
        assertThat(area.runs()).containsExactly(new HeldRun(ANA, TEN, 2, 0, 0, Optional.empty(), false));
    }

    @Test
    void admissionsShouldShareTheirWritesWhenTenThreadsMakeThem() throws Exception {
        HoldingArea area = area();
        inParallel(10, 20, number -> area.admit(mail("warm" + number, 60), 1, NO_LIMITS));
        long[] nanos = new long[2_000];
        Stopwatch watch = Stopwatch.createStarted();
        inParallel(10, nanos.length / 10, number -> {
            long before = System.nanoTime();
            assertThat(area.admit(mail("m" + number, 60 + number), 30_000, NO_LIMITS))
                    .isEqualTo(new Admission.Taken());
            nanos[number] = System.nanoTime() - before;
        });
        double seconds = watch.elapsed().toNanos() / 1e9;
        Arrays.sort(nanos);
        System.out.printf(
                "durable admissions, 10 threads: %.0f a second; p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                nanos.length / seconds, nanos[1_000] / 1e6, nanos[1_980] / 1e6, nanos[1_999] / 1e6);

        assertThat(nanos.length / seconds).isGreaterThan(50);
        assertThat(reopened().total().messages()).isEqualTo(2_200);
    }

    @Test
    void hundredThousandMailsShouldBeLoadedInTime() throws Exception {
        try (StateFile file = new StateFile(path(), alarms, InstantSource.system(), () -> {})) {
            for (int part = 0; part < 50; part++) {
                file.write(IntStream.range(part * 2_000, part * 2_000 + 2_000)
                        .mapToObj(number -> mail("Mail1732464000000-0a1b2c3d-" + number, number))
                        .map(mail -> new Change(
                                "held", mail.id().value(), Optional.of(HeldForm.of(new SizedMail(mail, 30_000)))))
                        .toList());
            }
        }
        Stopwatch watch = Stopwatch.createStarted();
        HoldingArea area = reopened();
        System.out.println("100,000 held mails loaded in " + watch);

        assertThat(watch.elapsed()).isLessThan(Duration.ofSeconds(30));
        assertThat(area.total().messages()).isEqualTo(100_000);
        assertThat(area.next()).contains(TEN);
    }

    @FunctionalInterface
    private interface Step {
        void run(int number) throws Exception;
    }

    /** Each of {@code threads} runs {@code step} {@code times}; every number comes once. */
    private static void inParallel(int threads, int times, Step step) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> work = IntStream.range(0, threads)
                    .<Callable<Void>>mapToObj(thread -> () -> {
                        for (int time = 0; time < times; time++) {
                            step.run(thread * times + time);
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
