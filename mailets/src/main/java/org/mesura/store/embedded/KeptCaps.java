/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.mesura.store.format.CapForm;
import org.mesura.store.memory.MemoryAccountBook;
import org.mesura.usage.CapRecord;

/** The caps of a book. */
final class KeptCaps implements Kept {
    private final MemoryAccountBook book;
    // joining a cap once more would count it twice
    private final Set<String> loaded = ConcurrentHashMap.newKeySet();

    KeptCaps(MemoryAccountBook book) {
        this.book = book;
    }

    @Override
    public void load(String cap, byte[] octets) {
        CapRecord charged = CapForm.read(octets);
        if (loaded.add(cap)) {
            book.load(cap, charged);
        }
    }

    @Override
    public Optional<byte[]> value(String cap) {
        return book.cap(cap).map(CapForm::of);
    }

    @Override
    public Iterable<String> keys() {
        return book.caps();
    }
}
