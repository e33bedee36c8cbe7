/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.util.Collection;
import java.util.function.BiConsumer;

import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.SingleFileStore;

import com.google.common.collect.ImmutableMap;

/**
 * An MVStore file while it is open and locked. The first exception ends it: {@link #abandon} it then. {@link Fault} says
 * what an exception means.
 *
 * <p>Each {@link #write} appends one chunk and waits until the disk has it, so old chunks are free at once. Every fourth
 * write copies up to 4 MB of what is still needed out of chunks that are mostly free, so the file stays at a few times
 * what it holds. (The library's {@code compactFile} would make it smaller still, but moves chunks in place, and fails an
 * assertion of its own in doing so.) Pages are short, 16 keys, because a write copies every page that it touches, and are
 * not compressed: they hold mostly hashes.
 */
final class OpenFile {
    /** The format of what we keep in it. */
    static final int FORMAT = 1;

    private static final int MEGABYTES_OF_CACHE = 4;
    private static final int KEYS_PER_PAGE = 16;
    private static final int WRITES_BETWEEN_COMPACTIONS = 4;
    private static final int PERCENT_IN_USE = 60;
    private static final int OCTETS_COPIED = 4 * 1024 * 1024;

    private final MVStore store;
    private final boolean anew;
    private int writes;

    private OpenFile(MVStore store, boolean anew) {
        this.store = store;
        this.anew = anew;
    }

    /**
     * Opens the file, which must exist.
     *
     * @param name its name, in a form of {@link org.h2.store.fs.FilePath}
     * @param mayBeEmpty whether it was made just now; else it is damaged if it is empty
     */
    static OpenFile open(String name, boolean mayBeEmpty) {
        SingleFileStore channel =
                new SingleFileStore(ImmutableMap.of("cacheSize", MEGABYTES_OF_CACHE, "cacheConcurrency", 1));
        boolean done = false;
        try {
            channel.open(name, false, null);
            if (channel.size() == 0 && !mayBeEmpty) {
                throw Fault.damaged("it is empty");
            }
            OpenFile file = begin(channel);
            done = true;
            return file;
        } finally {
            if (!done) {
                closeQuietly(channel);
            }
        }
    }

    private static OpenFile begin(SingleFileStore channel) {
        MVStore store = new MVStore.Builder()
                .adoptFileStore(channel)
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .keysPerPage(KEYS_PER_PAGE)
                .open();
        store.setVersionsToKeep(0);
        store.setRetentionTime(0);
        checkEnd(store);
        OpenFile file = new OpenFile(
                store, store.getStoreVersion() == 0 && store.getMapNames().isEmpty());
        if (file.isNew()) {
            store.setStoreVersion(FORMAT);
            file.commit();
        }
        checkFormat(store.getStoreVersion());
        return file;
    }

    /** The library is content with the last chunk that it finds, be it years old. */
    private static void checkEnd(MVStore store) {
        long written = DataUtils.readHexLong(store.getStoreHeader(), "version", 0);
        if (store.getCurrentVersion() < written) {
            throw Fault.damaged("of its " + written + " versions " + store.getCurrentVersion() + " are left");
        }
    }

    private static void checkFormat(int format) {
        if (format > FORMAT) {
            throw Fault.newerFormat(format, FORMAT);
        }
        if (format < 1) {
            throw Fault.damaged("it is no file of Mesura");
        }
    }

    /** Whether it held nothing. */
    boolean isNew() {
        return anew;
    }

    /**
     * Hands every entry of {@code map} whose seal is whole to {@code reader}.
     *
     * @throws RuntimeException at the end if a seal was broken or {@code reader} could make nothing of an entry
     */
    void read(String map, BiConsumer<String, byte[]> reader) {
        if (!store.hasMap(map)) {
            return;
        }
        long unreadable = 0;
        Cursor<String, byte[]> entries = map(map).cursor(null);
        while (entries.hasNext()) {
            String key = entries.next();
            if (!readEntry(map, key, entries.getValue(), reader)) {
                unreadable++;
            }
        }
        if (unreadable > 0) {
            throw Fault.damaged(unreadable + " entries of '" + map + "' cannot be read");
        }
    }

    private static boolean readEntry(String map, String key, byte[] sealed, BiConsumer<String, byte[]> reader) {
        try {
            return Seal.open(map, key, sealed)
                    .map(value -> {
                        reader.accept(key, value);
                        return true;
                    })
                    .orElse(false);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Writes all of {@code changes} or, if the process dies meanwhile, none. */
    void write(Collection<Change> changes) {
        for (Change change : changes) {
            MVMap<String, byte[]> map = map(change.map());
            change.value()
                    .ifPresentOrElse(
                            value -> map.put(change.key(), Seal.on(change.map(), change.key(), value)),
                            () -> map.remove(change.key()));
        }
        commit();
        writes++;
        if (writes % WRITES_BETWEEN_COMPACTIONS == 0 && store.compact(PERCENT_IN_USE, OCTETS_COPIED)) {
            commit();
        }
    }

    void close() {
        store.close();
    }

    /** Lets the file go as it is, without another byte written. */
    void abandon() {
        store.closeImmediately();
    }

    private void commit() {
        store.commit();
        store.sync();
    }

    private MVMap<String, byte[]> map(String name) {
        return store.openMap(
                name,
                new MVMap.Builder<String, byte[]>().keyType(TextType.INSTANCE).valueType(OctetsType.INSTANCE));
    }

    private static void closeQuietly(FileStore<?> channel) {
        try {
            channel.close();
        } catch (RuntimeException e) {
            // the library's way of closing what it only half opened; the channel itself is closed by then
        }
    }
}
