/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.mesura.soak.Event.What;

import com.google.common.collect.ImmutableList;

/**
 * All that happens in a soak, and when: a function of the seed and the minutes, and of nothing else.
 *
 * <p>Time is cut into slots of 15 s with an event in each. Kills are spread evenly with a jitter; one of at least half an
 * hour has none of them in its middle half, so that memory can be watched for long. The other kinds are drawn from a bag
 * that is filled again when it is empty, so each comes before one comes twice. A disk is not full at a kill: what a kill
 * makes the ledger forget is bounded only while it can be written.
 *
 * @param seed what all is drawn from
 * @param minutes for how long mail flows
 * @param events in the order of time
 */
record Plan(long seed, int minutes, ImmutableList<Event> events) {
    /** So long a life must last without a kill for its memory to be judged. */
    static final Duration LONG_LIFE = Duration.ofMinutes(10);

    static final int FEWEST_KILLS = 5;

    private static final int MAILS_A_MINUTE = 2_000;
    private static final int SLOT_SECONDS = 15;
    private static final int SLOTS_A_MINUTE = 60 / SLOT_SECONDS;
    private static final int JITTER_SECONDS = 7;
    private static final int LONG_FORM_MINUTES = 30;
    private static final int SHORTEST_STEP_SECONDS = 5;
    private static final int LONGEST_STEP_SECONDS = 300;
    private static final int SLOTS_OF_WARMING = 3 * SLOTS_A_MINUTE;

    /** The plan of {@code seed} for so many minutes, at least 5. */
    static Plan of(long seed, int minutes) {
        checkArgument(minutes >= FEWEST_KILLS, "'-Dminutes' must be at least %s, got '%s'", FEWEST_KILLS, minutes);
        Random random = new Random(seed);
        int slots = minutes * SLOTS_A_MINUTE;
        Set<Integer> calm = calm(minutes);
        Set<Integer> kills = kills(slots, calm, random);
        Set<Integer> rests = rests(kills, calm);
        List<Event> events = new ArrayList<>();
        List<What> bag = new ArrayList<>();
        for (int slot = 1; slot < slots - 1; slot++) {
            events.add(event(slot, what(slot, kills, rests, bag, random), random));
        }
        events.sort(Comparator.comparing(Event::at));
        return new Plan(seed, minutes, ImmutableList.copyOf(events));
    }

    long kills() {
        return events.stream().filter(event -> event.what() == What.KILL).count();
    }

    /** So many mails at least are to be accepted. */
    long mails() {
        return (long) MAILS_A_MINUTE * minutes;
    }

    private static Set<Integer> calm(int minutes) {
        Set<Integer> calm = new TreeSet<>();
        if (minutes >= LONG_FORM_MINUTES) {
            int slots = minutes * SLOTS_A_MINUTE;
            for (int slot = slots / 4; slot < slots * 3 / 4; slot++) {
                calm.add(slot);
            }
        }
        return calm;
    }

    /** Not within the last 45 s, so that each life sees some mail. */
    private static Set<Integer> kills(int slots, Set<Integer> calm, Random random) {
        List<Integer> possible = new ArrayList<>();
        for (int slot = 1; slot < slots - 3; slot++) {
            if (!calm.contains(slot)) {
                possible.add(slot);
            }
        }
        int number = Math.max(FEWEST_KILLS, possible.size() / SLOTS_A_MINUTE);
        Set<Integer> kills = new TreeSet<>();
        for (int kill = 0; kill < number; kill++) {
            int from = kill * possible.size() / number;
            int to = (kill + 1) * possible.size() / number;
            kills.add(possible.get(from + random.nextInt(to - from)));
        }
        return kills;
    }

    /** In the life that is longest: once it is warm, and at its end. The other one is when all mail has arrived. */
    private static Set<Integer> rests(Set<Integer> kills, Set<Integer> calm) {
        if (calm.isEmpty()) {
            return Set.of(Collections.max(kills) + 1);
        }
        return Set.of(Collections.min(calm) + SLOTS_OF_WARMING, Collections.max(calm));
    }

    private static What what(int slot, Set<Integer> kills, Set<Integer> rests, List<What> bag, Random random) {
        if (kills.contains(slot)) {
            return What.KILL;
        }
        if (rests.contains(slot)) {
            return What.REST;
        }
        if (bag.isEmpty()) {
            bag.addAll(EnumSet.complementOf(EnumSet.of(What.KILL, What.REST)));
            Collections.shuffle(bag, random);
        }
        boolean killedSoon = kills.contains(slot + 1);
        int taken = killedSoon && bag.get(0) == What.DISK_FULL && bag.size() > 1 ? 1 : 0;
        return killedSoon && bag.get(taken) == What.DISK_FULL ? What.OTHER_SETTINGS : bag.remove(taken);
    }

    private static Event event(int slot, What what, Random random) {
        Duration at = Duration.ofSeconds((long) slot * SLOT_SECONDS).plusMillis(random.nextInt(JITTER_SECONDS * 1_000));
        int lasting = what.shortest() + random.nextInt(what.longest() - what.shortest() + 1);
        long by =
                switch (what) {
                    case CLOCK_AHEAD, CLOCK_BACK ->
                        1_000L * (SHORTEST_STEP_SECONDS + random.nextInt(LONGEST_STEP_SECONDS - SHORTEST_STEP_SECONDS));
                    default -> random.nextInt(Integer.MAX_VALUE);
                };
        return new Event(at, what, Duration.ofSeconds(lasting), by);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("the plan of seed " + seed + " for " + minutes + " minutes:");
        events.forEach(event -> text.append("\n  ").append(event));
        return text.toString();
    }
}
