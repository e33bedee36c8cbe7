/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

import org.mesura.journal.Acts;
import org.mesura.journal.Decisions;
import org.mesura.journal.Entry;
import org.mesura.journal.Journal;
import org.mesura.store.format.JournalForm;

import com.google.common.collect.Iterables;

/**
 * What administrators did and what was not plainly accepted, through restarts: in the maps {@code acts} and {@code decisions}
 * of an {@link EmbeddedStore}, by number. A killed process forgets at most the last second.
 */
public final class EmbeddedJournals {
    private final Acts acts;
    private final Decisions decisions;

    /** Those that {@code store} holds; to be made once for a store. */
    public EmbeddedJournals(EmbeddedStore store, InstantSource clock) {
        StoredMap actsKept = store.map("acts");
        acts = new Acts(number -> actsKept.changed(Long.toString(number)));
        actsKept.keep(new KeptJournal<>(acts.journal(), JournalForm::act, JournalForm::of, clock));
        StoredMap decisionsKept = store.map("decisions");
        decisions = new Decisions(number -> decisionsKept.changed(Long.toString(number)));
        decisionsKept.keep(new KeptJournal<>(decisions.journal(), JournalForm::judged, JournalForm::of, clock));
    }

    public Acts acts() {
        return acts;
    }

    public Decisions decisions() {
        return decisions;
    }

    private record KeptJournal<E extends Entry<E>>(
            Journal<E> journal, Function<byte[], E> reading, Function<E, byte[]> writing, InstantSource clock)
            implements Kept {
        @Override
        public void load(String number, byte[] octets) {
            // also where the number is none: that is an IllegalArgumentException, too
            journal.load(Long.parseLong(number), reading.apply(octets), clock.instant());
        }

        @Override
        public Optional<byte[]> value(String number) {
            return journal.find(Long.parseLong(number)).map(writing);
        }

        @Override
        public Iterable<String> keys() {
            return Iterables.transform(journal.numbers(), number -> Long.toString(number));
        }
    }
}
