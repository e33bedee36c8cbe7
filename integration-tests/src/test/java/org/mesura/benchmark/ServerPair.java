/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import static com.google.common.base.Preconditions.checkState;

import java.time.Duration;
import java.util.List;

import org.mesura.measure.Measures;
import org.mesura.runner.Flavour;

/**
 * Two servers at the same time, one without Mesura as a rule and one with it. Turns follow each other, now the one first, now the other; the
 * processor time of either is that of a whole pair of turns, idle while the other has its turn and a little beyond, so that
 * what a store writes after the mail is in it.
 */
final class ServerPair implements AutoCloseable {
    /** Longer than the embedded store waits until it writes. */
    private static final Duration AFTERWARDS = Duration.ofMillis(1_300);

    /** Of the James that does least for a mail, unless another is asked for. */
    static final Flavour FLAVOUR = Flavour.of(System.getProperty("bench.flavour", Flavour.MEMORY.toString()));

    private static final int WARM = 20;
    private static final int LEAST = 20;

    private final Furnishing furnishing;
    private final PairFigures.Names names;
    private final TimedServer one;
    private final TimedServer other;
    private final Extent extent;
    private int offices;

    private ServerPair(
            Furnishing one, Furnishing other, PairFigures.Names names, Road road, String redis, Extent extent) {
        this.furnishing = other;
        this.names = names;
        this.one = server(one, road, redis);
        this.other = server(other, road, redis);
        this.extent = extent;
    }

    /** Starts one without Mesura and one furnished, and warms them up. */
    static ServerPair of(Furnishing furnishing, Road road, String redis, Extent extent) {
        PairFigures.Names names = new PairFigures.Names("without", "with");
        return new ServerPair(Furnishing.NOTHING, furnishing, names, road, redis, extent).warmUp();
    }

    /** Starts two that are called what they have, and warms them up. */
    static ServerPair of(Furnishing one, Furnishing other, Extent extent) {
        return new ServerPair(one, other, new PairFigures.Names(one.id(), other.id()), Road.NULL, "", extent).warmUp();
    }

    private static TimedServer server(Furnishing furnishing, Road road, String redis) {
        return new TimedServer("cost-" + furnishing.id(), FLAVOUR, road, settings -> furnishing.addTo(settings, redis));
    }

    private ServerPair warmUp() {
        System.out.println("servers: warming up with " + extent.warming() + " messages each");
        Crew.run(List.of(() -> warmUp(one), () -> warmUp(other)));
        return this;
    }

    private void warmUp(TimedServer server) {
        try (Office office = Office.of(WARM, server, "warm")) {
            office.write(extent.warming() / 10, Composition.HTML);
            office.write(extent.warming() / 50, Composition.ATTACHMENT);
            office.write(extent.warming(), Composition.TEXT);
        }
    }

    /** As many messages in each turn as take the time of a turn. */
    PairFigures compare(String section, String name, int senders, Composition composition) {
        try (Office here = office(senders, one);
                Office there = office(senders, other)) {
            double perSecond = here.writeFor(extent.load(), composition);
            there.writeFor(extent.load(), composition);
            int messages = (int) Math.max(LEAST, perSecond * extent.load().toMillis() / 1_000);
            return pairs(
                    new PairFigures(section, name, names),
                    messages,
                    () -> here.write(messages, composition),
                    () -> there.write(messages, composition));
        }
    }

    /** The same at a pace that leaves the server idle most of the time. */
    PairFigures gently(String section, String name, int senders, Composition composition, int perSecond) {
        int messages = (int) Math.max(LEAST, perSecond * extent.load().toMillis() / 1_000);
        try (Office here = office(senders, one);
                Office there = office(senders, other)) {
            return pairs(
                    new PairFigures(section, name, names),
                    messages,
                    () -> here.write(messages, composition, perSecond),
                    () -> there.write(messages, composition, perSecond));
        }
    }

    private Office office(int senders, TimedServer server) {
        return Office.of(senders, server, "o" + offices++ + "n");
    }

    private interface Turns {
        Office.Turn take();
    }

    private PairFigures pairs(PairFigures figures, int messages, Turns ones, Turns others) {
        long reviewed = accepted();
        for (int pair = 0; pair < extent.rounds(); pair++) {
            Spent oneBefore = Spent.of(one);
            Spent otherBefore = Spent.of(other);
            boolean oneFirst = pair % 2 == 0;
            Office.Turn first = (oneFirst ? ones : others).take();
            Office.Turn second = (oneFirst ? others : ones).take();
            Crew.pause(AFTERWARDS);
            figures.add(
                    side(one, oneBefore, messages, oneFirst ? first : second),
                    side(other, otherBefore, messages, oneFirst ? second : first));
        }
        long all = (long) extent.rounds() * messages;
        checkState(
                !furnishing.isReviewed() || accepted() - reviewed == all,
                "Mesura accepted %s of %s",
                accepted() - reviewed,
                all);
        return figures;
    }

    /** How many submissions Mesura let pass. */
    private long accepted() {
        return other.counted("mesura_reviews_accept\\S*");
    }

    /** The processor time of a server, and what of it its compilers took. */
    private record Spent(Duration all, Duration compiling) {
        static Spent of(TimedServer server) {
            return new Spent(server.processorTime(), server.compilerTime());
        }
    }

    private static PairFigures.Side side(TimedServer server, Spent before, int messages, Office.Turn turn) {
        Spent now = Spent.of(server);
        double all = millis(before.all(), now.all()) / messages;
        return new PairFigures.Side(all, all - millis(before.compiling(), now.compiling()) / messages, turn);
    }

    private static double millis(Duration before, Duration now) {
        return now.minus(before).toNanos() / 1e6;
    }

    /** Notes the MiB that live objects take. */
    void noteHeap(String name, Measures measures) {
        measures.note("server-heap-" + name + "-without", Jcmd.live(one.server().pid()), "MiB");
        measures.note("server-heap-" + name + "-with", Jcmd.live(other.server().pid()), "MiB");
    }

    /** Where the time of the server with Mesura goes. */
    Profile profile(int senders, Composition composition, Duration time) {
        try (Office office = office(senders, other)) {
            return Profile.of(other, () -> office.writeFor(time, composition));
        }
    }

    @Override
    public void close() {
        one.close();
        other.close();
    }
}
