/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.memory;

import java.time.Instant;
import java.util.Optional;

import org.mesura.hold.Admission;
import org.mesura.hold.Departed;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HeldRun;
import org.mesura.hold.HeldTotal;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.HoldingLimits;
import org.mesura.hold.SizedMail;
import org.mesura.hold.Waits;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/**
 * A holding area in the memory of one server; a restart forgets it. One lock makes each call one step, all of them short.
 * Who keeps it elsewhere too hears of each change, can load what was kept, and can withdraw what could not be kept.
 *
 * <p>A run counts the mails that wait for their turn, and those whose turn came in a suspension and that wait for its end:
 * what becomes of these is still to be seen. One that waits for a person's decision is none of a run.
 */
public final class MemoryHoldingArea implements HoldingArea {
    private final Listener listener;
    // both guarded by this
    private final HeldMails mails = new HeldMails();
    private final HeldRuns runs = new HeldRuns();

    /** Hears what changed or was forgotten. The area is locked meanwhile: wait for nothing. */
    public interface Listener {
        void mailChanged(SubmissionId id);

        void runChanged(Sender sender);
    }

    public MemoryHoldingArea() {
        this(new Listener() {
            @Override
            public void mailChanged(SubmissionId id) {}

            @Override
            public void runChanged(Sender sender) {}
        });
    }

    public MemoryHoldingArea(Listener listener) {
        this.listener = listener;
    }

    @Override
    public synchronized Admission admit(HeldMail mail, long octets, HoldingLimits limits) {
        Optional<HeldMail> earlier = find(mail.id());
        if (earlier.isPresent()) {
            return new Admission.Known(earlier.get());
        }
        Optional<Admission> full = mails.full(mail.sender(), octets, limits);
        if (full.isPresent()) {
            return full.get();
        }
        mails.add(new SizedMail(mail, octets));
        listener.mailChanged(mail.id());
        if (joined(mail)) {
            listener.runChanged(mail.sender());
        }
        return new Admission.Taken();
    }

    /** Whether {@code mail} is one more of its account's run. */
    private boolean joined(HeldMail mail) {
        boolean joins = isOfRun(mail);
        if (joins) {
            runs.join(mail.sender(), mail.since());
        }
        return joins;
    }

    private static boolean isOfRun(HeldMail mail) {
        return !(mail.waits() instanceof Waits.ForDecision);
    }

    @Override
    public synchronized Optional<HeldMail> find(SubmissionId id) {
        return mails.find(id).map(SizedMail::mail);
    }

    @Override
    public synchronized void change(SubmissionId id, Waits waits) {
        find(id).filter(before -> !before.waits().equals(waits)).ifPresent(before -> {
            HeldMail after = before.with(waits);
            mails.replace(after);
            listener.mailChanged(id);
            if (isOfRun(before) && !isOfRun(after)) {
                runs.withdraw(before.sender());
                listener.runChanged(before.sender());
            } else if (!isOfRun(before) && joined(after)) {
                listener.runChanged(before.sender());
            }
        });
    }

    @Override
    public synchronized boolean remove(SubmissionId id, Departed how, Instant now) {
        Optional<HeldMail> removed = remove(id);
        removed.filter(MemoryHoldingArea::isOfRun).ifPresent(mail -> {
            switch (how) {
                case LEFT -> runs.left(mail.sender(), now);
                case RETURNED -> runs.returned(mail.sender());
            }
            listener.runChanged(mail.sender());
        });
        return removed.isPresent();
    }

    private Optional<HeldMail> remove(SubmissionId id) {
        Optional<SizedMail> removed = mails.remove(id);
        removed.ifPresent(mail -> listener.mailChanged(id));
        return removed.map(SizedMail::mail);
    }

    /** Forgets the mail of that submission as if it had never been taken in. Answers whether there was one. */
    public synchronized boolean withdraw(SubmissionId id) {
        Optional<HeldMail> removed = remove(id);
        removed.filter(MemoryHoldingArea::isOfRun).ifPresent(mail -> {
            runs.withdraw(mail.sender());
            listener.runChanged(mail.sender());
        });
        return removed.isPresent();
    }

    @Override
    public synchronized ImmutableList<HeldMail> due(Instant now, int most) {
        return mails.due(now, most);
    }

    @Override
    public synchronized Optional<Instant> next() {
        return mails.next();
    }

    @Override
    public synchronized ImmutableList<HeldMail> of(Sender sender) {
        return mails.of(sender);
    }

    @Override
    public synchronized ImmutableSet<Sender> senders() {
        return mails.senders();
    }

    @Override
    public synchronized ImmutableList<HeldMail> page(Optional<HeldMail> after, int most) {
        return mails.page(after, most);
    }

    @Override
    public synchronized HeldTotal total() {
        return mails.total();
    }

    @Override
    public synchronized HeldTotal total(Sender sender) {
        return mails.total(sender);
    }

    @Override
    public synchronized long waitingForDecision() {
        return mails.undecided();
    }

    @Override
    public synchronized Optional<Instant> oldest() {
        return mails.oldest();
    }

    @Override
    public synchronized ImmutableList<HeldRun> runs() {
        return runs.all();
    }

    @Override
    public synchronized void told(Sender sender) {
        if (runs.tell(sender)) {
            listener.runChanged(sender);
        }
    }

    @Override
    public synchronized Optional<HeldRun> close(Sender sender) {
        Optional<HeldRun> closed = runs.close(sender);
        closed.ifPresent(run -> listener.runChanged(sender));
        return closed;
    }

    @Override
    public synchronized void rename(Sender from, Sender to) {
        if (from.equals(to)) {
            return;
        }
        mails.of(from).forEach(mail -> {
            mails.replace(mail.of(to));
            listener.mailChanged(mail.id());
        });
        if (runs.rename(from, to)) {
            listener.runChanged(to);
            listener.runChanged(from);
        }
    }

    /** The mail of that submission with its size; empty if there is none. */
    public synchronized Optional<SizedMail> sized(SubmissionId id) {
        return mails.find(id);
    }

    /** The run of {@code sender}; empty if there is none. */
    public synchronized Optional<HeldRun> run(Sender sender) {
        return runs.find(sender);
    }

    /** The submission of each mail. */
    public synchronized ImmutableSet<SubmissionId> ids() {
        return mails.ids();
    }

    /** The accounts of which there is a run. */
    public synchronized ImmutableSet<Sender> runners() {
        return runs.senders();
    }

    /** Takes in what was kept of a mail, whatever the limits, unless its submission is known by now. */
    public synchronized void load(SizedMail kept) {
        if (find(kept.mail().id()).isEmpty()) {
            mails.add(kept);
            joined(kept.mail());
        }
    }

    /** Takes in what was kept of a run, joined to what is known by now; of the mails that wait only those are counted. */
    public synchronized void load(HeldRun kept) {
        runs.add(kept);
    }
}
