/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.util.Collection;
import java.util.function.BiConsumer;

import org.h2.mvstore.DataUtils;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.SingleFileStore;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multimaps;

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
    /**
     * The format of what we keep in it, raised whenever a version of a stored form is added, so that an older Mesura sets
     * the file aside rather than take what it cannot read for damaged. Older formats are read.
     */
    static final int FORMAT = 3;

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
        // not by what it holds: a damaged file may seem to hold nothing
        OpenFile file = new OpenFile(store, store.getCurrentVersion() == 0);
        if (file.isNew()) {
            SealedMap.begin(store);
            file.commitAs(FORMAT);
        }
        checkFormat(store.getStoreVersion());
        SealedMap.check(store);
        if (store.getStoreVersion() < FORMAT) {
            // before the first entry in a newer form is in it
            file.commitAs(FORMAT);
        }
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
     * Hands every entry of {@code map} that is whole to {@code reader}.
     *
     * @throws RuntimeException at the end if any was not, or is missing
     */
    void read(String map, BiConsumer<String, byte[]> reader) {
        new SealedMap(store, map).read(reader);
    }

    /** Writes all of {@code changes} or, if the process dies meanwhile, none. */
    void write(Collection<Change> changes) {
        Multimaps.index(changes, Change::map).asMap().forEach((map, some) -> new SealedMap(store, map).write(some));
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

    private void commitAs(int format) {
        store.setStoreVersion(format);
        commit();
    }

    private void commit() {
        store.commit();
        store.sync();
    }

    private static void closeQuietly(FileStore<?> channel) {
        try {
            channel.close();
        } catch (RuntimeException e) {
            // the library's way of closing what it only half opened; the channel itself is closed by then
        }
    }
}
