/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.inject.Inject;
import javax.inject.Provider;
import javax.inject.Singleton;
import javax.mail.MessagingException;

import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailrepository.api.MailRepositoryStore.MailRepositoryStoreException;
import org.apache.mailet.Mail;
import org.mesura.config.Settings;
import org.mesura.hold.Admission;
import org.mesura.hold.HeldCopy;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.Waits;
import org.mesura.review.Decision;
import org.mesura.submission.Sender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.SetMultimap;

/**
 * Finds copies that no fact names: a server that died between the two leaves one. James's queue delivers that mail again
 * as a rule, and then the copy is one too many; otherwise it is all there is of a mail, and is taken in. To be a stray, a
 * copy must have been without a fact for {@link #PATIENCE} by our own watching: one that is just being kept is none, and
 * a mail that is delivered again has been by then.
 *
 * <p>What carries no verdict was never ours: it stays as it is, and is told once.
 */
@Singleton
final class Strays {
    static final Duration PATIENCE = Duration.ofMinutes(10);
    static final Duration PERIOD = Duration.ofHours(1);

    private static final Logger LOGGER = LoggerFactory.getLogger(Strays.class);
    private static final int PAGE = 1_000;

    private final HeldCopies copies;
    private final HoldingArea area;
    private final WayOut wayOut;
    private final Provider<Settings> settings;
    private final Alarm alarm;
    // all of the thread of the schedule
    private final Map<HeldCopy, Instant> suspects = new HashMap<>();
    private final Set<HeldCopy> aliens = new HashSet<>();
    private Instant next = Instant.EPOCH;

    @Inject
    Strays(HeldCopies copies, HoldingArea area, WayOut wayOut, Provider<Settings> settings, Alarm alarm) {
        this.copies = copies;
        this.area = area;
        this.wayOut = wayOut;
        this.settings = settings;
        this.alarm = alarm;
    }

    /** Looks for strays if it is time. Answers the accounts of which one was taken in, whose mails are to be planned. */
    ImmutableSet<Sender> look(Instant now) {
        if (now.isBefore(next) && next.isBefore(now.plus(PERIOD.multipliedBy(2)))) {
            return ImmutableSet.of();
        }
        ImmutableSet.Builder<Sender> adopted = ImmutableSet.builder();
        try {
            Set<HeldCopy> without = copiesWithoutFact();
            suspects.keySet().retainAll(without);
            aliens.retainAll(without);
            without.forEach(copy -> suspects.putIfAbsent(copy, now));
            for (HeldCopy copy : without) {
                if (!suspects.get(copy).plus(PATIENCE).isAfter(now) && !aliens.contains(copy)) {
                    settle(copy, now).ifPresent(adopted::add);
                }
            }
        } catch (Exception | LinkageError | StackOverflowError fault) {
            alarm.raise("could not look for copies of held mail without a fact", fault, now);
        }
        next = now.plus(suspects.size() > aliens.size() ? PATIENCE : PERIOD);
        return adopted.build();
    }

    private Set<HeldCopy> copiesWithoutFact() throws MessagingException, MailRepositoryStoreException, IOException {
        SetMultimap<String, String> keys = HashMultimap.create();
        for (String repository : copies.repositories().keySet()) {
            keys.putAll(repository, copies.keys(repository));
        }
        ImmutableList<HeldMail> page = area.page(Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            page.forEach(
                    mail -> keys.remove(mail.copy().repository(), mail.copy().key()));
            page = area.page(Optional.of(Iterables.getLast(page)), PAGE);
        }
        return keys.entries().stream()
                .map(entry -> new HeldCopy(
                        entry.getKey(), entry.getValue(), copies.repositories().get(entry.getKey())))
                .collect(Collectors.toSet());
    }

    private Optional<Sender> settle(HeldCopy copy, Instant now)
            throws MessagingException, MailRepositoryStoreException, IOException {
        Retrieved retrieved = copies.retrieve(copy);
        if (retrieved instanceof Retrieved.Broken broken) {
            alarm.raise(
                    "a copy without a fact cannot be read, it lies in " + broken.aside(),
                    new IOException(copy.key()),
                    now);
        }
        if (!(retrieved instanceof Retrieved.Found found)) {
            return Optional.empty();
        }
        try {
            Optional<Verdict> verdict = Verdict.of(found.mail());
            Optional<Waits> waits = verdict.flatMap(reviewed -> waits(reviewed.decision(), now));
            if (waits.isEmpty()) {
                aliens.add(copy);
                alarm.raise("no held mail: " + copy.key() + " in " + copy.repository(), new IOException("alien"), now);
                return Optional.empty();
            }
            return settle(found.mail(), verdict.get(), waits.get(), copy);
        } finally {
            LifecycleUtil.dispose(found.mail());
        }
    }

    private Optional<Sender> settle(Mail mail, Verdict verdict, Waits waits, HeldCopy copy)
            throws MessagingException, MailRepositoryStoreException, IOException {
        Optional<HeldMail> known = area.find(verdict.id());
        if (known.filter(held -> held.copy().key().equals(copy.key())).isPresent()) {
            return Optional.empty();
        }
        if (known.isPresent() || wayOut.ended(verdict.id())) {
            copies.remove(copy);
            return Optional.empty();
        }
        Admission admission = area.admit(
                HeldFacts.of(mail, verdict, waits, copy),
                mail.getMessageSize(),
                settings.get().held());
        if (!(admission instanceof Admission.Taken)) {
            return Optional.empty();
        }
        LOGGER.info("submission {} of {} lay without a fact and is held again", verdict.id(), verdict.sender());
        return Optional.of(verdict.sender());
    }

    private static Optional<Waits> waits(Decision decision, Instant now) {
        if (decision instanceof Decision.Defer) {
            return Optional.of(new Waits.ForTurn(now));
        }
        return decision instanceof Decision.Hold hold
                ? Optional.of(new Waits.ForDecision(hold.until()))
                : Optional.empty();
    }
}
