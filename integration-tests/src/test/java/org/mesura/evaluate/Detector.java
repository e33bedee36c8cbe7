/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

import org.mesura.bulk.Fingerprint;
import org.mesura.bulk.Fingerprinter;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Mode;
import org.mesura.policy.Policy;
import org.mesura.policy.Presets;
import org.mesura.policy.Terms;
import org.mesura.review.AccountState;
import org.mesura.review.Decision;
import org.mesura.review.Reason;
import org.mesura.review.Request;
import org.mesura.store.format.StateForm;
import org.mesura.store.memory.MemoryAccountBook;
import org.mesura.submission.HashKey;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;

/**
 * The detection of mass mail as it runs in production: octets to fingerprint, request to decision, under a policy that
 * limits nothing but campaigns. The one class of the evaluation that touches Mesura.
 */
final class Detector {
    private static final HashKey KEY = new HashKey(0x6d65737572612d65L, 0x76616c7561746521L);

    private final Fingerprinter fingerprinter = new Fingerprinter(KEY);
    private final Figures readingNanos = new Figures();
    private final Figures decidingNanos = new Figures();

    /** What is kept of a message's content. */
    static final class Print {
        private final Optional<Fingerprint> fingerprint;

        private Print(Optional<Fingerprint> fingerprint) {
            this.fingerprint = fingerprint;
        }
    }

    /** What is kept of the content of {@code message}. */
    Print read(byte[] message) {
        long start = System.nanoTime();
        Optional<Fingerprint> fingerprint = fingerprinter.fingerprint(new ByteArrayInputStream(message));
        readingNanos.add(System.nanoTime() - start);
        return new Print(fingerprint);
    }

    /** A new account, of which mass mail is told from {@code advise} recipients within {@code window} on. */
    Account account(long advise, Duration window) {
        // beyond what a trial sends, and not so far that more would be remembered than in production
        long stop = Math.max(Presets.BULK.refuse(), 2 * advise);
        BulkRule rule =
                new BulkRule(advise, stop, stop, Integer.MAX_VALUE, window, Duration.ZERO, BulkAction.REFUSE, 50);
        Policy policy = new Policy(
                "evaluated",
                ImmutableList.of(),
                Integer.MAX_VALUE,
                Presets.OVER_LIMIT,
                Presets.DEFERRAL,
                Presets.HOLD_FOR,
                Optional.of(rule),
                Presets.ESCALATION);
        return new Account(
                new Terms(policy, "default", false, Mode.ENFORCE, window, ImmutableList.of(), ImmutableList.of()));
    }

    /** How long reading a message took. */
    Figures readingNanos() {
        return readingNanos;
    }

    /** How long a decision took. */
    Figures decidingNanos() {
        return decidingNanos;
    }

    /** One account, which sends to outsiders only. */
    final class Account {
        private final MemoryAccountBook book = new MemoryAccountBook();
        private final Sender sender = new Sender("someone@alcaldia.example");
        private final Terms terms;
        private long submissions;

        private Account(Terms terms) {
            this.terms = terms;
        }

        /** Sends a message; whether it is taken for mass mail. */
        boolean send(Print print, Collection<String> recipients, Instant at) {
            Request request = request(print, recipients);
            long start = System.nanoTime();
            Decision decision = book.decide(request, at).decision();
            decidingNanos.add(System.nanoTime() - start);
            return decision.why().filter(Reason.Bulk.class::isInstance).isPresent();
        }

        /** How many octets what is known of the account beside its ledger takes where it is stored. */
        int storedOctets() {
            return book.find(sender)
                    .map(state -> StateForm.of(state).length
                            - StateForm.of(new AccountState(state.ledger(), AccountState.NEW.aside())).length)
                    .orElse(0);
        }

        private Request request(Print print, Collection<String> recipients) {
            submissions++;
            long[] hashes = recipients.stream().mapToLong(KEY::ofRecipient).toArray();
            Submission submission = new Submission(
                    new SubmissionId("Mail" + submissions),
                    sender,
                    Recipients.of(0, hashes),
                    1_000,
                    0,
                    false,
                    submissions);
            return new Request(submission, print.fingerprint, terms);
        }
    }
}
