/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

import com.google.common.primitives.Longs;

/**
 * One map in an open file, whose values are under a {@link Seal} each. How many entries there are is written in another
 * map, {@code sizes}: where a flipped bit hits what leads to a page or a map, the library finds fewer entries, or none,
 * and is content. That {@code sizes} itself is not lost shows in its entry for itself.
 */
final class SealedMap {
    private static final String SIZES = "sizes";

    private final MVStore store;
    private final String name;

    SealedMap(MVStore store, String name) {
        this.store = store;
        this.name = name;
    }

    /** Lays the ground in a new file. */
    static void begin(MVStore store) {
        writeSize(store, SIZES, 0);
    }

    /** @throws RuntimeException if the ground is not there */
    static void check(MVStore store) {
        if (writtenSize(store, SIZES).isEmpty()) {
            throw Fault.damaged("it does not say what it holds");
        }
    }

    /**
     * Hands every entry whose seal is whole to {@code reader}.
     *
     * @throws RuntimeException at the end if a seal was broken, an entry is missing or {@code reader} could make nothing
     *     of one
     */
    void read(BiConsumer<String, byte[]> reader) {
        long readable = 0;
        if (store.hasMap(name)) {
            Cursor<String, byte[]> entries = open(store, name).cursor(null);
            while (entries.hasNext()) {
                String key = entries.next();
                readable += read(key, entries.getValue(), reader) ? 1 : 0;
            }
        }
        long written = writtenSize(store, name).orElse(0L);
        if (readable != written) {
            throw Fault.damaged("of " + written + " entries of '" + name + "' " + readable + " can be read");
        }
    }

    void write(Collection<Change> changes) {
        MVMap<String, byte[]> entries = open(store, name);
        for (Change change : changes) {
            String key = change.key();
            change.value()
                    .ifPresentOrElse(value -> entries.put(key, Seal.on(name, key, value)), () -> entries.remove(key));
        }
        writeSize(store, name, entries.sizeAsLong());
    }

    private boolean read(String key, byte[] sealed, BiConsumer<String, byte[]> reader) {
        try {
            return Seal.open(name, key, sealed)
                    .map(value -> {
                        reader.accept(key, value);
                        return true;
                    })
                    .orElse(false);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void writeSize(MVStore store, String map, long size) {
        open(store, SIZES).put(map, Seal.on(SIZES, map, Longs.toByteArray(size)));
    }

    private static Optional<Long> writtenSize(MVStore store, String map) {
        Optional<byte[]> sealed =
                store.hasMap(SIZES) ? Optional.ofNullable(open(store, SIZES).get(map)) : Optional.empty();
        return sealed.map(octets -> Seal.open(SIZES, map, octets)
                .map(Longs::fromByteArray)
                .orElseThrow(() -> Fault.damaged("the size of '" + map + "' cannot be read")));
    }

    private static MVMap<String, byte[]> open(MVStore store, String map) {
        return store.openMap(
                map,
                new MVMap.Builder<String, byte[]>().keyType(TextType.INSTANCE).valueType(OctetsType.INSTANCE));
    }
}
