/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

import org.mesura.review.AccountBook;

/**
 * What a folder outside says of the clock and the ledger, looked at twenty times a second. The file {@code clock} has the
 * number of the latest step and by how many milliseconds the clock is off; while there is a file {@code ledger-fails} each
 * call of the ledger fails.
 *
 * <p>Each instant has the number of its step as its last three digits, nanoseconds that no decision depends on, so that an
 * instant on a mail tells what the real time was.
 */
final class Strain implements InstantSource {
    private static final long LOOK_MILLIS = 50;

    private final Path folder;
    private volatile Step step = new Step(0, 0);
    private volatile boolean fails;

    private record Step(int number, long millis) {}

    Strain(Path folder) {
        this.folder = folder;
        look();
        Thread watch = new Thread(this::watch, "strain");
        watch.setDaemon(true);
        watch.start();
    }

    @Override
    public Instant instant() {
        Step now = step;
        return Instant.now()
                .truncatedTo(ChronoUnit.MICROS)
                .plusMillis(now.millis())
                .plusNanos(now.number());
    }

    /** The ledger {@code book}, which fails when it is told to. */
    AccountBook on(AccountBook book) {
        return (AccountBook) Proxy.newProxyInstance(
                Strain.class.getClassLoader(), new Class<?>[] {AccountBook.class}, (proxy, method, arguments) -> {
                    if (fails) {
                        throw new IllegalStateException("the ledger is broken");
                    }
                    try {
                        return method.invoke(book, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void watch() {
        while (true) {
            look();
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look() {
        fails = Files.exists(folder.resolve("ledger-fails"));
        try {
            String[] words = Files.readString(folder.resolve("clock")).strip().split(" ");
            step = new Step(Integer.parseInt(words[0]), Long.parseLong(words[1]));
        } catch (IOException | NumberFormatException notThere) {
            // it goes on as it was
        }
    }
}
