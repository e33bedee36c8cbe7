/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.common.collect.ImmutableList;

/**
 * Keeps account of every recipient of every mail: what the server took on must come to the recipient, or a report that it
 * did not to the sender. Nothing may be missing. Twice may come what was on its way when the server was killed, and
 * nothing else.
 *
 * <p>Of a mail whose answer a kill swallowed nobody knows whether it was taken: it may come or not.
 */
final class Accountant {
    private final Map<Long, Submitted> accepted = new LinkedHashMap<>();
    private final Map<Long, Submitted> unknown = new LinkedHashMap<>();
    /** By submission, what came of it in the order in which it came. */
    private final Map<Long, List<Arrival>> arrivals = new HashMap<>();

    private final List<Arrival> notices = new ArrayList<>();
    private long others;

    /** One recipient of one mail. */
    record Share(Submitted mail, String recipient) {}

    /**
     * How things stood at an instant; each recipient of an accepted mail is in one of the five after the first.
     *
     * @param accepted all
     * @param delivered those to whom it had come by then
     * @param bounced those of whom a report had come by then
     * @param held those whose mail Mesura let go only later
     * @param queued those whose mail came, or was reported, later without being held
     * @param missing those of whom nothing ever came
     */
    record Balance(long accepted, long delivered, long bounced, long held, long queued, long missing) {}

    synchronized void accepted(Submitted mail) {
        accepted.put(mail.id(), mail);
    }

    /** The server was killed before it answered. */
    synchronized void unknown(Submitted mail) {
        unknown.put(mail.id(), mail);
    }

    synchronized void arrived(Arrival arrival) {
        if (arrival.id().isPresent()) {
            arrivals.computeIfAbsent(arrival.id().getAsLong(), id -> new ArrayList<>(2))
                    .add(arrival);
        } else if (arrival.kind() == Arrival.Kind.NOTICE) {
            notices.add(arrival);
        } else {
            others++;
        }
    }

    synchronized long mailsAccepted() {
        return accepted.size();
    }

    /** How many answers were swallowed, and of how many of these mails something came. */
    synchronized long mailsUnknown(boolean only) {
        return unknown.keySet().stream()
                .filter(id -> !only || arrivals.containsKey(id))
                .count();
    }

    synchronized long others() {
        return others;
    }

    synchronized ImmutableList<Arrival> notices() {
        return ImmutableList.copyOf(notices);
    }

    /** The mails that were or may have been taken and of which something came, with what came. */
    synchronized Map<Submitted, List<Arrival>> known() {
        Map<Submitted, List<Arrival>> known = new LinkedHashMap<>();
        for (Map<Long, Submitted> mails : List.of(accepted, unknown)) {
            mails.forEach((id, mail) -> {
                if (arrivals.containsKey(id)) {
                    known.put(mail, ImmutableList.copyOf(arrivals.get(id)));
                }
            });
        }
        return known;
    }

    /** The shares of accepted mails of which nothing came. */
    synchronized ImmutableList<Share> missing() {
        return accepted.values().stream()
                .flatMap(mail -> mail.recipients().stream().map(recipient -> new Share(mail, recipient)))
                .filter(share -> of(share).isEmpty())
                .collect(ImmutableList.toImmutableList());
    }

    /** The shares of which something came more than once. */
    synchronized ImmutableList<Share> twice() {
        return List.of(accepted, unknown).stream()
                .flatMap(mails -> mails.values().stream())
                .flatMap(mail -> mail.recipients().stream().map(recipient -> new Share(mail, recipient)))
                .filter(share -> of(share).size() > 1)
                .collect(ImmutableList.toImmutableList());
    }

    /** Those of {@link #twice} that no kill explains: the server was not killed while the mail was on its way. */
    ImmutableList<Share> twiceWithoutReason(List<Kill> kills) {
        return twice().stream()
                .filter(share ->
                        Kill.within(kills, share.mail().begun(), last(share)).isEmpty())
                .collect(ImmutableList.toImmutableList());
    }

    private synchronized Instant last(Share share) {
        List<Arrival> came = of(share);
        return came.get(came.size() - 1).at();
    }

    /** The mails that Mesura let pass without a review, though they met none of {@code outages}. */
    ImmutableList<Submitted> unreviewed(List<Outage> outages) {
        return known().entrySet().stream()
                .filter(known -> known.getValue().stream()
                        .filter(arrival -> arrival.kind() == Arrival.Kind.MAIL)
                        .filter(arrival -> arrival.stamp().isEmpty())
                        .anyMatch(arrival -> outages.stream()
                                .noneMatch(outage ->
                                        outage.isBetween(known.getKey().begun(), arrival.at()))))
                .map(Map.Entry::getKey)
                .collect(ImmutableList.toImmutableList());
    }

    /** How things stood at {@code instant}, as far as the mail that came since tells; {@code clock} reads its stamps. */
    synchronized Balance at(Instant instant, Steps clock) {
        long[] counts = new long[5];
        long all = 0;
        for (Submitted mail : accepted.values()) {
            for (String recipient : mail.recipients()) {
                counts[state(new Share(mail, recipient), instant, clock)]++;
                all++;
            }
        }
        return new Balance(all, counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    private int state(Share share, Instant instant, Steps clock) {
        Optional<Arrival> first = of(share).stream().findFirst();
        if (first.isEmpty()) {
            return 4;
        }
        Arrival arrival = first.get();
        if (!arrival.at().isAfter(instant)) {
            return arrival.kind() == Arrival.Kind.MAIL ? 0 : 1;
        }
        boolean held = arrival.stamp()
                .flatMap(Stamp::released)
                .filter(released -> clock.real(released).isAfter(instant))
                .isPresent();
        return held ? 2 : 3;
    }

    private List<Arrival> of(Share share) {
        return arrivals.getOrDefault(share.mail().id(), List.of()).stream()
                .filter(arrival -> arrival.recipients().contains(share.recipient()))
                .toList();
    }
}
