/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

import org.mesura.hold.Admission;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HeldTotal;
import org.mesura.hold.HoldingLimits;
import org.mesura.hold.SizedMail;
import org.mesura.hold.Waits;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/**
 * The mails that are kept back, sorted for whoever asks: no step but one that answers all of an account, or a page, takes
 * more time than the logarithm of their number. Not for several threads at once.
 */
final class HeldMails {
    private static final Comparator<HeldMail> BY_AGE = Comparator.comparing(HeldMail::since)
            .thenComparing(mail -> mail.id().value());

    private final Map<SubmissionId, SizedMail> byId = new HashMap<>();
    private final Map<Sender, Group> bySender = new HashMap<>();
    private final Group all = new Group();
    private final NavigableSet<HeldMail> byAge = new TreeSet<>(BY_AGE);

    /** Some of the mails, and how many octets they have. */
    private static final class Group {
        private final NavigableSet<HeldMail> mails = new TreeSet<>(HeldMail.IN_ORDER);
        private long octets;
        private long undecided;

        private void add(SizedMail added) {
            octets = Math.addExact(octets, added.octets());
            undecided += undecided(added);
            mails.add(added.mail());
        }

        private void remove(SizedMail removed) {
            octets -= removed.octets();
            undecided -= undecided(removed);
            mails.remove(removed.mail());
        }

        private static int undecided(SizedMail mail) {
            return mail.mail().waits() instanceof Waits.ForDecision ? 1 : 0;
        }

        private HeldTotal total() {
            return new HeldTotal(mails.size(), octets);
        }
    }

    Optional<SizedMail> find(SubmissionId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Adds a mail whose submission is not known. */
    void add(SizedMail added) {
        byId.put(added.mail().id(), added);
        bySender.computeIfAbsent(added.mail().sender(), none -> new Group()).add(added);
        all.add(added);
        byAge.add(added.mail());
    }

    Optional<SizedMail> remove(SubmissionId id) {
        Optional<SizedMail> found = Optional.ofNullable(byId.remove(id));
        found.ifPresent(removed -> {
            bySender.computeIfPresent(removed.mail().sender(), (sender, group) -> {
                group.remove(removed);
                return group.mails.isEmpty() ? null : group;
            });
            all.remove(removed);
            byAge.remove(removed.mail());
        });
        return found;
    }

    /** Puts {@code mail} in the place of that of the same submission, which must be there. */
    void replace(HeldMail mail) {
        SizedMail before = remove(mail.id()).orElseThrow();
        add(new SizedMail(mail, before.octets()));
    }

    /** Which limit so many octets more of {@code sender} would exceed; empty if none. */
    Optional<Admission> full(Sender sender, long octets, HoldingLimits limits) {
        HeldTotal account = total(sender);
        HeldTotal total = total();
        if (account.messages() >= limits.messagesPerAccount()) {
            return Optional.of(new Admission.Full("messagesPerAccount", limits.messagesPerAccount()));
        }
        if (octets > limits.bytesPerAccount() - account.bytes()) {
            return Optional.of(new Admission.Full("bytesPerAccount", limits.bytesPerAccount()));
        }
        if (total.messages() >= limits.messages()) {
            return Optional.of(new Admission.Full("messages", limits.messages()));
        }
        if (octets > limits.bytes() - total.bytes()) {
            return Optional.of(new Admission.Full("bytes", limits.bytes()));
        }
        return Optional.empty();
    }

    ImmutableList<HeldMail> due(Instant now, int most) {
        return all.mails.stream()
                .takeWhile(mail -> !mail.waits().until().isAfter(now))
                .limit(most)
                .collect(ImmutableList.toImmutableList());
    }

    Optional<Instant> next() {
        return all.mails.isEmpty()
                ? Optional.empty()
                : Optional.of(all.mails.first().waits().until());
    }

    ImmutableList<HeldMail> of(Sender sender) {
        return ImmutableList.copyOf(group(sender).mails);
    }

    ImmutableSet<Sender> senders() {
        return ImmutableSet.copyOf(bySender.keySet());
    }

    ImmutableSet<SubmissionId> ids() {
        return ImmutableSet.copyOf(byId.keySet());
    }

    ImmutableList<HeldMail> page(Optional<HeldMail> after, int most) {
        return after.map(last -> all.mails.tailSet(last, false)).orElse(all.mails).stream()
                .limit(most)
                .collect(ImmutableList.toImmutableList());
    }

    HeldTotal total() {
        return all.total();
    }

    HeldTotal total(Sender sender) {
        return group(sender).total();
    }

    long undecided() {
        return all.undecided;
    }

    Optional<Instant> oldest() {
        return byAge.isEmpty() ? Optional.empty() : Optional.of(byAge.first().since());
    }

    private Group group(Sender sender) {
        return bySender.getOrDefault(sender, new Group());
    }
}
