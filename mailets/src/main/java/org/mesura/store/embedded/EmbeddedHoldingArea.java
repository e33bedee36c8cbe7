/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.mesura.hold.Admission;
import org.mesura.hold.Departed;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HeldRun;
import org.mesura.hold.HeldTotal;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.HoldingLimits;
import org.mesura.hold.Waits;
import org.mesura.store.format.HeldForm;
import org.mesura.store.format.RunForm;
import org.mesura.store.memory.MemoryHoldingArea;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;

/**
 * A holding area that outlives the end of the process: a {@link MemoryHoldingArea} that an {@link EmbeddedStore} keeps, in
 * the maps {@code held} (by submission) and {@code runs} (by account), in the forms of {@link HeldForm} and {@link
 * RunForm}.
 *
 * <p>{@link #admit} returns once the disk has the fact, in two seconds at most; all who wait at the same time share one
 * write. While the file cannot be written nothing is taken in, and nobody waits. Everything else waits for no disk and
 * stands in the file within a second. What a kill then undoes is harmless:
 *
 * <ul>
 *   <li>a mail that was removed is there again. Its copy is gone from its repository, which says that it is done with; so
 *       nothing is sent twice that the copy's removal does not already let be sent twice;
 *   <li>a mail whose wait was changed waits as before, until something is due for it, and is changed again;
 *   <li>a run has forgotten who left in that second, or that its sender was told; how many wait it counts anew.
 * </ul>
 */
public final class EmbeddedHoldingArea implements HoldingArea {
    /** For how long a mail waits for the disk at most; then it is not taken in. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private final MemoryHoldingArea area;
    private final StoredMap mails;
    private final Duration patience;

    /** An area of what {@code store} holds; to be made once for a store. */
    public EmbeddedHoldingArea(EmbeddedStore store) {
        this(store, PATIENCE);
    }

    EmbeddedHoldingArea(EmbeddedStore store, Duration patience) {
        this.patience = patience;
        StoredMap held = store.map("held");
        StoredMap runs = store.map("runs");
        this.mails = held;
        this.area = new MemoryHoldingArea(new MemoryHoldingArea.Listener() {
            @Override
            public void mailChanged(SubmissionId id) {
                held.changed(id.value());
            }

            @Override
            public void runChanged(Sender sender) {
                runs.changed(sender.account());
            }
        });
        runs.keep(new Runs(area));
        held.keep(new Mails(area));
    }

    @Override
    public Admission admit(HeldMail mail, long octets, HoldingLimits limits) throws IOException {
        Admission admission = area.admit(mail, octets, limits);
        if (admission instanceof Admission.Full) {
            return admission;
        }
        try {
            // of one that is known, too: whoever took it in may wait still, and in vain
            mails.awaitWritten(mail.id().value(), patience);
        } catch (IOException e) {
            // one that has left by now, or was sent back, is done with
            if (admission instanceof Admission.Known || area.withdraw(mail.id())) {
                throw e;
            }
        }
        return admission;
    }

    @Override
    public Optional<HeldMail> find(SubmissionId id) {
        return area.find(id);
    }

    @Override
    public void change(SubmissionId id, Waits waits) {
        area.change(id, waits);
    }

    @Override
    public boolean remove(SubmissionId id, Departed how, Instant now) {
        return area.remove(id, how, now);
    }

    @Override
    public ImmutableList<HeldMail> due(Instant now, int most) {
        return area.due(now, most);
    }

    @Override
    public Optional<Instant> next() {
        return area.next();
    }

    @Override
    public ImmutableList<HeldMail> of(Sender sender) {
        return area.of(sender);
    }

    @Override
    public ImmutableSet<Sender> senders() {
        return area.senders();
    }

    @Override
    public ImmutableList<HeldMail> page(Optional<HeldMail> after, int most) {
        return area.page(after, most);
    }

    @Override
    public long waitingForDecision() {
        return area.waitingForDecision();
    }

    @Override
    public HeldTotal total() {
        return area.total();
    }

    @Override
    public HeldTotal total(Sender sender) {
        return area.total(sender);
    }

    @Override
    public Optional<Instant> oldest() {
        return area.oldest();
    }

    @Override
    public ImmutableList<HeldRun> runs() {
        return area.runs();
    }

    @Override
    public void told(Sender sender) {
        area.told(sender);
    }

    @Override
    public Optional<HeldRun> close(Sender sender) {
        return area.close(sender);
    }

    @Override
    public void rename(Sender from, Sender to) {
        area.rename(from, to);
    }

    private record Mails(MemoryHoldingArea area) implements Kept {
        @Override
        public void load(String id, byte[] octets) {
            area.load(HeldForm.read(new SubmissionId(id), octets));
        }

        @Override
        public Optional<byte[]> value(String id) {
            return area.sized(new SubmissionId(id)).map(HeldForm::of);
        }

        @Override
        public Iterable<String> keys() {
            return Iterables.transform(area.ids(), SubmissionId::value);
        }
    }

    private static final class Runs implements Kept {
        private final MemoryHoldingArea area;
        // joining a run once more would count it twice
        private final Set<String> loaded = ConcurrentHashMap.newKeySet();

        private Runs(MemoryHoldingArea area) {
            this.area = area;
        }

        @Override
        public void load(String account, byte[] octets) {
            HeldRun run = RunForm.read(new Sender(account), octets);
            if (loaded.add(account)) {
                area.load(run);
            }
        }

        @Override
        public Optional<byte[]> value(String account) {
            return area.run(new Sender(account)).map(RunForm::of);
        }

        @Override
        public Iterable<String> keys() {
            return Iterables.transform(area.runners(), Sender::account);
        }
    }
}
