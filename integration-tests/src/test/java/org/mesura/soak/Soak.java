/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.mesura.evaluate.Letters;
import org.mesura.measure.Measures;
import org.mesura.runner.Sink;

/**
 * {@code ./mvnw -Psoak -Dminutes=N -Dseed=S}: a real server that is killed, misled, starved and refused while mail flows, as
 * {@link Plan} has drawn it; and an account of every mail afterwards. Prints the plan, what happens and a table, and writes
 * all rows to the file given as the only argument. The last line is {@code soak: ok}, or {@code soak: FAILED} with what is
 * wrong and how to do the same again, and exit code 1.
 */
public final class Soak {
    /** So much longer than planned a slow machine may take to send as many. */
    private static final int SLOWEST = 4;

    private static final Duration NO_PROGRESS = Duration.ofMinutes(3);
    private static final long LOOK_MILLIS = 250;

    private final Plan plan;
    private final PrintStream out;
    private final Accountant accountant = new Accountant();
    private final Steps clock = new Steps();
    private final Measures measures = new Measures();
    private final List<String> faults = new ArrayList<>();

    private Soak(Plan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    /** Soaks for {@code -Dminutes} (5), drawn from {@code -Dseed} (another one each time). */
    public static void main(String[] arguments) {
        long seed = Long.getLong("seed", System.currentTimeMillis());
        int minutes = Integer.getInteger("minutes", Plan.FEWEST_KILLS);
        Soak soak = new Soak(Plan.of(seed, minutes), System.out);
        try {
            soak.run(Path.of(arguments[0]));
        } catch (Exception | AssertionError e) {
            e.printStackTrace(System.out);
            soak.faults.add(String.valueOf(e.getMessage()));
        }
        System.exit(soak.end());
    }

    private int end() {
        if (faults.isEmpty()) {
            out.println("soak: ok");
            return 0;
        }
        out.printf(
                "soak: FAILED %s; again: ./mvnw -Psoak -Dminutes=%s -Dseed=%s%n",
                String.join("; ", faults), plan.minutes(), plan.seed());
        return 1;
    }

    private void run(Path file) throws IOException, InterruptedException {
        out.println(plan);
        if (!Server.isRoot()) {
            out.println("ATTENTION: only root can mount a small disk; it will NOT be full in this soak");
        }
        Letters letters = Letters.given();
        Path folder = Path.of(System.getProperty("mesura.server")).resolveSibling("soak");
        try (Sink world = Sink.telling(mail -> accountant.arrived(Arrival.of(mail)));
                Server server = new Server(folder, world.port());
                Watch watch = new Watch()) {
            soak(world, server, watch, letters);
            measures.write(file);
            out.print(measures.table());
            measures.missed().forEach(missed -> faults.add(0, missed));
            if (faults.isEmpty()) {
                server.discard();
            }
        }
    }

    private void soak(Sink world, Server server, Watch watch, Letters letters) throws InterruptedException {
        Senders senders = new Senders(server.submissionPort(), letters, plan.seed(), accountant);
        Director director = new Director(plan, server, world, senders, clock, watch, out);
        watch.lifeBegins(server.pid());
        Instant begin = Instant.now();
        senders.start();
        director.direct();
        awaitEnough(begin);
        senders.end();

        Instant end = Instant.now();
        out.printf(
                "%s mails accepted; Mesura holds %s, James's queues %s%n",
                accountant.mailsAccepted(), server.held(), server.queued());
        director.refuse();
        server.write(SoakSettings.unlimited());
        drain(server);
        watch.rest(server);
        new Findings(accountant, clock, end, measures, out).judge(plan, director, watch, server);
    }

    private void awaitEnough(Instant begin) throws InterruptedException {
        Instant latest = begin.plus(Duration.ofMinutes((long) SLOWEST * plan.minutes()));
        long goal = plan.mails();
        while (accountant.mailsAccepted() < goal && Instant.now().isBefore(latest)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Returns when all that was accepted has arrived and nothing is on its way, or when nothing more comes. */
    private void drain(Server server) throws InterruptedException {
        long left = -1;
        Instant progress = Instant.now();
        while (progress.plus(NO_PROGRESS).isAfter(Instant.now())) {
            server.letAllGo();
            long now = server.held() + server.queued() + accountant.missing().size();
            if (now == 0) {
                return;
            }
            if (now != left) {
                left = now;
                progress = Instant.now();
            }
            TimeUnit.MILLISECONDS.sleep(4 * LOOK_MILLIS);
        }
    }
}
