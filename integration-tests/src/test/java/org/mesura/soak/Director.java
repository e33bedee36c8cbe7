/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.mesura.runner.Sink;

/** Lets happen what is planned, each at its time, or when what was before it is over. */
final class Director {
    private static final String LATER = "451 4.3.2 later";
    private static final String NEVER = "550 5.7.1 not from you, for a while";
    private static final int ONE_IN_LATER = 2;
    private static final int ONE_IN_NEVER = 4;
    private static final double MILLIS = 1_000;
    private static final Duration FORGETS = Duration.ofSeconds(1);

    private final Plan plan;
    private final Server server;
    private final Sink world;
    private final Senders senders;
    private final Steps clock;
    private final Watch watch;
    private final PrintStream out;
    private final List<Kill> kills = new CopyOnWriteArrayList<>();
    private final List<Outage> outages = new CopyOnWriteArrayList<>();
    private final List<Instant> stepsBack = new CopyOnWriteArrayList<>();
    private Instant broken = Instant.MIN;

    /** Something to do at a time. */
    private record Act(Duration at, Event event, boolean begins) {}

    Director(Plan plan, Server server, Sink world, Senders senders, Steps clock, Watch watch, PrintStream out) {
        this.plan = plan;
        this.server = server;
        this.world = world;
        this.senders = senders;
        this.clock = clock;
        this.watch = watch;
        this.out = out;
    }

    /** What happened to the server. */
    List<Kill> kills() {
        return kills;
    }

    /** When the ledger failed. */
    List<Outage> outages() {
        return outages;
    }

    /** When the clock was set back. */
    List<Instant> stepsBack() {
        return stepsBack;
    }

    /**
     * Goes through the plan, and returns when its time is over. That stands still while the server starts or rests, so that
     * a slow machine sees the same events as a quick one, and each as long.
     */
    void direct() throws InterruptedException {
        Instant first = Instant.now();
        Instant begin = first;
        refuse();
        for (Act act : acts()) {
            await(begin.plus(act.at()));
            Instant now = Instant.now();
            if (act.begins()) {
                out.printf("%6.1f s %s%n", Duration.between(first, now).toMillis() / MILLIS, act.event());
                begin(act.event());
            } else {
                end(act.event());
            }
            begin = begin.plus(Duration.between(now, Instant.now()));
        }
        await(begin.plus(Duration.ofMinutes(plan.minutes())));
    }

    private List<Act> acts() {
        List<Act> acts = new ArrayList<>();
        for (Event event : plan.events()) {
            acts.add(new Act(event.at(), event, true));
            if (!event.lasting().isZero()) {
                acts.add(new Act(event.end(), event, false));
            }
        }
        acts.sort(Comparator.comparing(Act::at));
        return acts;
    }

    private void begin(Event event) throws InterruptedException {
        switch (event.what()) {
            case KILL -> kill();
            case WORLD_ASKS_FOR_LATER -> world.refuse(address -> isAmong(address, event, ONE_IN_LATER), LATER);
            case WORLD_REFUSES -> world.refuse(address -> isAmong(address, event, ONE_IN_NEVER), NEVER);
            case OTHER_SETTINGS -> server.write(SoakSettings.limited((int) (event.by() % Tariff.WIDTHS)));
            case BROKEN_SETTINGS -> server.write(SoakSettings.broken(event.by()));
            case LEDGER_FAILS -> breakLedger();
            case DISK_FULL -> server.fillDisk();
            case CLOCK_AHEAD -> step(Duration.ofMillis(event.by()));
            case CLOCK_BACK -> step(Duration.ofMillis(-event.by()));
            case REST -> rest();
        }
    }

    private static boolean isAmong(String address, Event event, int oneIn) {
        return Crowd.isOutside(address) && Math.floorMod(address.hashCode() + event.by(), oneIn) == 0;
    }

    private void end(Event event) {
        switch (event.what()) {
            case WORLD_ASKS_FOR_LATER, WORLD_REFUSES -> refuse();
            case LEDGER_FAILS -> mendLedger();
            case DISK_FULL -> server.freeDisk();
            default -> throw new IllegalStateException("an end of " + event);
        }
    }

    /** The world is as ever: it knows nobody of that name. */
    void refuse() {
        world.refuseNobody();
        world.refuse(Crowd::isNobody, "550 5.1.1 no such user");
    }

    private void kill() {
        Instant before = Instant.now();
        watch.lifeEnds();
        server.kill();
        Instant at = Instant.now();
        senders.hold();
        server.start();
        kills.add(new Kill(at, before.minus(FORGETS).minus(watch.longestStall()), Instant.now()));
        watch.lifeBegins(server.pid());
        senders.goOn();
        out.printf(
                "         killed, and up again after %s ms%n",
                Duration.between(at, Instant.now()).toMillis());
    }

    private void breakLedger() {
        broken = Instant.now();
        server.breakLedger();
    }

    private void mendLedger() {
        server.mendLedger();
        outages.add(new Outage(broken, Instant.now()));
    }

    private void step(Duration by) {
        if (by.isNegative()) {
            stepsBack.add(Instant.now());
        }
        int number = clock.step(by);
        server.setClock(number, clock.offset());
    }

    private void rest() throws InterruptedException {
        senders.hold();
        watch.rest(server);
        senders.goOn();
    }

    private static void await(Instant instant) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(
                Math.max(0, Duration.between(Instant.now(), instant).toMillis()));
    }
}
