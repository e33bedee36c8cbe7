/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.hold;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/**
 * Keeps the facts of each mail that is kept back, and of each account's run of deferrals. Each call is one atomic step,
 * for any number of threads. The mails themselves lie in mail repositories of James; nothing here reads them.
 */
public interface HoldingArea {
    /**
     * Takes {@code mail} in unless its submission is known or it would be more than {@code limits} let. When this returns
     * {@link Admission.Taken} the fact outlives the end of the process, if this area outlives it at all. All other calls
     * may know of it before that: let nobody release it meanwhile, see {@link Leases}.
     *
     * @param octets the size of the mail
     * @throws IOException if the fact cannot be made to last; then it is not taken in
     */
    Admission admit(HeldMail mail, long octets, HoldingLimits limits) throws IOException;

    /** What is known of the mail of that submission. */
    Optional<HeldMail> find(SubmissionId id);

    /** Lets the mail of that submission wait for something else; nothing if there is none any more. */
    void change(SubmissionId id, Waits waits);

    /**
     * Forgets the mail of that submission. Answers whether there was one.
     *
     * @param how how it came to its end, which counts in its account's run
     */
    boolean remove(SubmissionId id, Departed how, Instant now);

    /** The mails for which something is to be done by {@code now}, in {@link HeldMail#IN_ORDER}, {@code most} at most. */
    ImmutableList<HeldMail> due(Instant now, int most);

    /** The nearest instant at which something is to be done for any. */
    Optional<Instant> next();

    /** The mails of {@code sender}, in {@link HeldMail#IN_ORDER}. */
    ImmutableList<HeldMail> of(Sender sender);

    /** The accounts of which mail is kept back. */
    ImmutableSet<Sender> senders();

    /** All mails in {@link HeldMail#IN_ORDER}, after {@code after} if that is given, {@code most} at most: a page. */
    ImmutableList<HeldMail> page(Optional<HeldMail> after, int most);

    /** How much is kept back in all. */
    HeldTotal total();

    /** How much is kept back of {@code sender}. */
    HeldTotal total(Sender sender);

    /** How many mails wait for a person's decision. */
    long waitingForDecision();

    /** Since when the mail waits that was kept back first. */
    Optional<Instant> oldest();

    /** The runs of deferrals, those that are over but not closed included. */
    ImmutableList<HeldRun> runs();

    /** Notes that the sender was told of the run. */
    void told(Sender sender);

    /** Forgets the run of {@code sender} if it is over, and answers it: whoever gets it writes the summary. */
    Optional<HeldRun> close(Sender sender);

    /** Makes the mails of {@code from} mails of {@code to}. */
    void rename(Sender from, Sender to);
}
