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
import org.mesura.soak.Accountant.Balance;
import org.mesura.soak.Accountant.Share;

import com.google.common.collect.ImmutableList;

/**
 * {@code ./mvnw -Psoak -Dminutes=N -Dseed=S}: a real server that is killed, misled, starved and refused while mail flows, as
 * {@link Plan} has drawn it; and an account of every mail afterwards. Prints the plan, what happens and a table, and writes
 * all rows to the file given as the only argument. The last line is {@code soak: ok}, or {@code soak: FAILED} with what is
 * wrong and how to do the same again, and exit code 1.
 */
public final class Soak {
    private static final int MAILS_A_MINUTE = 2_000;
    /** So much longer than planned a slow machine may take to send as many. */
    private static final int SLOWEST = 4;

    private static final Duration NO_PROGRESS = Duration.ofMinutes(3);
    private static final long LOOK_MILLIS = 250;
    /** What pools of James and of the JDK may have grown by once all of them were used. */
    private static final long MOST_THREADS = 60;

    private static final long MOST_FILES = 60;
    /** A slow machine has much to review again after each kill, of which it is not sure when it was charged. */
    private static final int JUDGED_ONE_IN = 4;

    private static final double MOST_MEGABYTES_A_MINUTE = 1;
    private static final int SHOWN = 12;

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
        judge(end, director, watch, server);
    }

    private void awaitEnough(Instant begin) throws InterruptedException {
        Instant latest = begin.plus(Duration.ofMinutes((long) SLOWEST * plan.minutes()));
        long goal = (long) MAILS_A_MINUTE * plan.minutes();
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

    private void judge(Instant end, Director director, Watch watch, Server server) {
        List<Kill> kills = director.kills();
        Balance then = accountant.at(end, clock);
        Balance now = accountant.at(Instant.MAX, clock);
        out.printf(
                "at the end of the load: accepted %s = delivered %s + bounced %s + held %s + in queue %s; missing %s%n",
                then.accepted(), then.delivered(), then.bounced(), then.held(), then.queued(), then.missing());
        out.printf(
                "when all had left:      accepted %s = delivered %s + bounced %s + held %s + in queue %s; missing %s%n",
                now.accepted(), now.delivered(), now.bounced(), server.held(), server.queued(), now.missing());
        measures.atLeast("soak-mails", accountant.mailsAccepted(), "mails", (double) MAILS_A_MINUTE * plan.minutes());
        measures.atLeast("soak-kills", kills.size(), "kills", Plan.FEWEST_KILLS);
        measures.note("soak-accepted", then.accepted(), "recipients");
        measures.note("soak-delivered", then.delivered(), "recipients");
        measures.note("soak-bounced", then.bounced(), "recipients");
        measures.note("soak-held", then.held(), "recipients");
        measures.note("soak-queued", then.queued(), "recipients");
        measures.atMost("soak-missing", now.missing(), "recipients", 0);
        measures.atMost("soak-held-in-the-end", server.held(), "mails", 0);
        measures.note("soak-answers-lost", accountant.mailsUnknown(false), "mails");
        measures.note("soak-answers-lost-arrived", accountant.mailsUnknown(true), "mails");
        ImmutableList<Share> twice = accountant.twiceWithoutReason(kills);
        measures.note("soak-twice", accountant.twice().size(), "recipients");
        measures.atMost("soak-twice-without-kill", twice.size(), "recipients", 0);
        show("missing", accountant.missing().stream().map(Soak::words).toList());
        show("twice without a kill", twice.stream().map(Soak::words).toList());
        ImmutableList<Submitted> unreviewed = accountant.unreviewed(director.outages());
        measures.atMost("soak-unreviewed-without-fault", unreviewed.size(), "mails", 0);
        show(
                "passed without a review",
                unreviewed.stream().map(Submitted::toString).toList());
        judgeGrants(end, kills);
        judgeNotices(kills);
        judgeVitals(watch);
    }

    private void judgeGrants(Instant end, List<Kill> kills) {
        Grants grants = new Grants(accountant.known(), clock, kills, end);
        ImmutableList<String> over = grants.overGranted();
        out.println("limits were judged by " + grants.judged() + " mails, not by " + grants.unjudged());
        measures.atLeast(
                "soak-grants-judged", grants.judged(), "mails", accountant.mailsAccepted() / (double) JUDGED_ONE_IN);
        measures.atMost("soak-over-granted", over.size(), "windows", 0);
        show("over-granted", over);
    }

    private void judgeNotices(List<Kill> kills) {
        Occasions occasions = new Occasions(accountant.notices(), kills);
        measures.atLeast("soak-notices", occasions.told(), "notices", 1);
        measures.note("soak-notices-again-after-kill", occasions.afterKill(), "notices");
        measures.atMost("soak-notices-twice", occasions.twice().size(), "notices", 0);
        show("told twice", occasions.twice());
    }

    private void judgeVitals(Watch watch) {
        Watch.Life longest = watch.longest();
        double minutes = longest.warm().toSeconds() / 60.0;
        measures.note("soak-memory-watched", minutes, "min");
        if (longest.warm().compareTo(Plan.LONG_LIFE) >= 0) {
            measures.atMost("soak-memory-slope", longest.megabytesAMinute(), "MB/min", MOST_MEGABYTES_A_MINUTE);
        } else if (minutes >= 1) {
            measures.note("soak-memory-slope", longest.megabytesAMinute(), "MB/min");
        }
        for (Watch.Life life : watch.lives()) {
            life.rests()
                    .forEach(rest -> out.printf(
                            "at rest: %s threads, %s files, %s MB%n",
                            rest.threads(), rest.files(), rest.residentKilobytes() / 1_024));
        }
        measures.atMost("soak-threads-more", more(watch, true), "threads", MOST_THREADS);
        measures.atMost("soak-files-more", more(watch, false), "files", MOST_FILES);
    }

    /** The most that a life had more at its last rest than at the one before it. */
    private static long more(Watch watch, boolean threads) {
        long most = 0;
        for (Watch.Life life : watch.lives()) {
            List<Vitals> rests = life.rests();
            for (int rest = 1; rest < rests.size(); rest++) {
                Vitals before = rests.get(rest - 1);
                Vitals after = rests.get(rest);
                most = Math.max(most, threads ? after.threads() - before.threads() : after.files() - before.files());
            }
        }
        return most;
    }

    private void show(String what, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println(what + ", the first of " + lines.size() + ":");
            lines.stream().limit(SHOWN).forEach(line -> out.println("  " + line));
        }
    }

    private static String words(Share share) {
        return "submission %s of %s, %s recipients, sent %s, answered %s"
                .formatted(
                        share.mail().id(),
                        share.mail().account(),
                        share.mail().recipients().size(),
                        share.mail().begun(),
                        share.mail().answered());
    }
}
