/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static org.mesura.hold.Mails.id;
import static org.mesura.hold.Mails.mail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.mesura.hold.Admission;
import org.mesura.hold.Departed;
import org.mesura.hold.HeldRun;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.HoldingLimits;

/**
 * Takes mails in from three threads and removes every other until it is killed. It says first which mails it found and
 * how many wait in runs; then of each mail that it begins to take in, that it is taken in or was too late for that, that it is about to be
 * removed and that it is, with the time.
 */
final class AdmittingProcess {
    static final int THREADS = 3;
    static final String READY = "ready";
    private static final HoldingLimits LIMITS = new HoldingLimits(1_000_000, 1_000_000, 1_000_000, 1_000_000);

    private AdmittingProcess() {}

    public static void main(String... arguments) {
        EmbeddedStore store = EmbeddedStore.open(
                Path.of(arguments[0]), Duration.ZERO, (what, why) -> System.out.println("alarm " + what + " " + why));
        HoldingArea area = new EmbeddedHoldingArea(store);
        area.page(Optional.empty(), Integer.MAX_VALUE)
                .forEach(mail -> System.out.println("found " + mail.id().value()));
        System.out.println(
                "waiting " + area.runs().stream().mapToLong(HeldRun::waiting).sum());
        System.out.println(READY);
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
        for (int thread = 0; thread < THREADS; thread++) {
            threads.scheduleAtFixedRate(new Admitting(area, arguments[1] + "/" + thread), 0, 2, TimeUnit.MILLISECONDS);
        }
    }

    private static final class Admitting implements Runnable {
        private final HoldingArea area;
        private final String name;
        private int number;

        private Admitting(HoldingArea area, String name) {
            this.area = area;
            this.name = name;
        }

        @Override
        public void run() {
            String mail = name + "/" + number;
            say("begins", mail);
            say(admit(mail) ? "taken" : "late", mail);
            if (number % 2 == 1) {
                String before = name + "/" + (number - 1);
                say("removing", before);
                area.remove(id(before), Departed.LEFT, Instant.now());
                say("removed", before);
            }
            number++;
        }

        /** Not if the machine is too busy to write it in time; then it is another mail's turn. */
        private boolean admit(String mail) {
            try {
                return area.admit(mail(mail, number), 1, LIMITS) instanceof Admission.Taken;
            } catch (IOException e) {
                return false;
            }
        }

        private static void say(String what, String mail) {
            System.out.println(what + " " + mail + " " + System.currentTimeMillis());
        }
    }
}
