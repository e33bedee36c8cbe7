/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;

import org.mesura.measure.Measures;
import org.mesura.soak.Accountant.Balance;
import org.mesura.soak.Accountant.Share;

import com.google.common.collect.ImmutableList;

/** What a soak has shown: the account of the mails, and whether limits, notices, memory, threads and files held. */
final class Findings {
    /** What pools of James and of the JDK may have grown by once all of them were used. */
    private static final long MOST_THREADS = 60;

    private static final long MOST_FILES = 60;
    /** A slow machine has much to review again after each kill, of which it is not sure when it was charged. */
    private static final int JUDGED_ONE_IN = 4;

    private static final double MOST_MEGABYTES_A_MINUTE = 1;
    private static final int SHOWN = 12;

    private final Accountant accountant;
    private final Steps clock;
    private final Instant end;
    private final Measures measures;
    private final PrintStream out;

    /** @param end when nobody sent any more, and the limits were about to be taken away */
    Findings(Accountant accountant, Steps clock, Instant end, Measures measures, PrintStream out) {
        this.accountant = accountant;
        this.clock = clock;
        this.end = end;
        this.measures = measures;
        this.out = out;
    }

    /** Tells and notes all there is to be told. */
    void judge(Plan plan, Director director, Watch watch, Server server) {
        List<Kill> kills = director.kills();
        Balance then = accountant.at(end, clock);
        Balance now = accountant.at(Instant.MAX, clock);
        out.printf(
                "at the end of the load: accepted %s = delivered %s + bounced %s + held %s + in queue %s; missing %s%n",
                then.accepted(), then.delivered(), then.bounced(), then.held(), then.queued(), then.missing());
        out.printf(
                "when all had left:      accepted %s = delivered %s + bounced %s + held %s + in queue %s; missing %s%n",
                now.accepted(), now.delivered(), now.bounced(), server.held(), server.queued(), now.missing());
        measures.atLeast("soak-mails", accountant.mailsAccepted(), "mails", plan.mails());
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
        show("missing", accountant.missing().stream().map(Findings::words).toList());
        show("twice without a kill", twice.stream().map(Findings::words).toList());
        ImmutableList<Submitted> unreviewed = accountant.unreviewed(director.outages());
        measures.atMost("soak-unreviewed-without-fault", unreviewed.size(), "mails", 0);
        show(
                "passed without a review",
                unreviewed.stream().map(Submitted::toString).toList());
        judgeGrants(kills);
        judgeNotices(kills, director.stepsBack());
        judgeVitals(watch);
    }

    private void judgeGrants(List<Kill> kills) {
        Grants grants = new Grants(accountant.known(), clock, kills, end);
        ImmutableList<String> over = grants.overGranted();
        out.println("limits were judged by " + grants.judged() + " mails, not by " + grants.unjudged());
        measures.atLeast(
                "soak-grants-judged", grants.judged(), "mails", accountant.mailsAccepted() / (double) JUDGED_ONE_IN);
        measures.atMost("soak-over-granted", over.size(), "windows", 0);
        show("over-granted", over);
    }

    private void judgeNotices(List<Kill> kills, List<Instant> stepsBack) {
        Occasions occasions = new Occasions(accountant.notices(), kills, stepsBack);
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
