/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.mesura.store.StoreAlarm;
import org.mesura.store.StoreTimes;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;

/**
 * Keeps state through restarts: it lives in the heap, and one file holds a copy that is at most a second behind. Who
 * decides on a mail touches the heap alone, so no disk ever stands in a mail's way but of one that is kept back, whose
 * fact must last: two seconds at most. {@link StateFile} says what becomes of a file that is locked, damaged or out of
 * reach; in each case James goes on.
 *
 * <p>Whoever has state to keep makes it a {@link Kept} and gives it a map of its own:
 *
 * <pre>{@code
 * StoredMap map = store.map("accounts");
 * map.keep(accounts);                     // loads what the file holds
 * ...
 * map.changed("ana@alcaldia.example");    // within a second the file has accounts.value(ana)
 * map.awaitWritten("ana@alcaldia.example", patience);    // for whoever must not lose that second
 * }</pre>
 *
 * <p>A process that is killed loses at most the last second, and the file is whole: what is killed in the middle of a
 * write did not happen.
 */
public final class EmbeddedStore implements AutoCloseable {
    /** For how long to wait at the start for another process that holds the file. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    // all three guarded by this
    private final StateFile file;
    private final Map<String, Kept> kept = new HashMap<>();
    // the maps of which the heap knows what the file holds
    private final Set<String> loaded = new HashSet<>();

    private final WriteBehind<Key> changes;
    private final StoreAlarm alarm;

    private record Key(String map, String key) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::map).thenComparing(Key::key);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private EmbeddedStore(Path path, String scheme, StoreAlarm alarm, StoreTimes times) {
        this.alarm = alarm;
        this.file = new StateFile(path, scheme, alarm, InstantSource.system(), this::everythingChanged);
        this.changes = new WriteBehind<>(new FileWriter(), alarm, times, Ticker.systemTicker());
    }

    /**
     * Opens the store in the file at {@code path}. If that cannot be, it says so through {@code alarm} and {@link
     * #health}, works in memory and tries again four times a second; what the file then turns out to hold is loaded late.
     *
     * @param patience for how long to wait if another process holds the file
     */
    public static EmbeddedStore open(Path path, Duration patience, StoreAlarm alarm) {
        return open(path, "", patience, alarm);
    }

    /** @param times is told how long each write takes */
    public static EmbeddedStore open(Path path, Duration patience, StoreAlarm alarm, StoreTimes times) {
        return open(path, "", patience, alarm, times);
    }

    /** @param scheme which of the library's file systems holds the file; the disk if empty */
    static EmbeddedStore open(Path path, String scheme, Duration patience, StoreAlarm alarm) {
        return open(path, scheme, patience, alarm, StoreTimes.unwatched());
    }

    private static EmbeddedStore open(Path path, String scheme, Duration patience, StoreAlarm alarm, StoreTimes times) {
        EmbeddedStore store = new EmbeddedStore(path, scheme, alarm, times);
        store.begin(patience);
        return store;
    }

    /** The map of that name, for the one whose state it is to keep. */
    public StoredMap map(String name) {
        return new StoredMap(this, name);
    }

    /** How the file follows. */
    public FileHealth health() {
        return changes.health();
    }

    /** Writes what is left and closes the file, in 5 seconds at most. */
    @Override
    public void close() {
        changes.close();
    }

    synchronized void keep(String map, Kept state) {
        checkArgument(!kept.containsKey(map), "map '%s' is kept already", map);
        kept.put(map, state);
        if (file.isOpen()) {
            attempt(() -> load(map));
        }
    }

    void changed(String map, String key) {
        changes.changed(new Key(map, key));
    }

    void awaitWritten(String map, String key, Duration patience) throws IOException {
        changes.awaitWritten(new Key(map, key), patience);
    }

    private synchronized void begin(Duration patience) {
        attempt(() -> file.open(patience).orThrow());
    }

    private void attempt(Access access) {
        try {
            access.run();
        } catch (IOException e) {
            changes.cannotWrite(e);
        }
    }

    private void load(String map) throws IOException {
        file.read(map, kept.get(map)::load);
        loaded.add(map);
    }

    private synchronized void write(ImmutableSet<Key> keys) throws IOException {
        for (String map : Sets.difference(kept.keySet(), loaded).immutableCopy()) {
            load(map);
        }
        file.write(keys.stream().flatMap(key -> change(key).stream()).collect(ImmutableList.toImmutableList()));
    }

    private Optional<Change> change(Key key) {
        try {
            return Optional.of(
                    new Change(key.map(), key.key(), kept.get(key.map()).value(key.key())));
        } catch (RuntimeException e) {
            // the others are written; this one when it changes again
            alarm.raise("an entry of '" + key.map() + "' cannot be put into the store's form", e);
            return Optional.empty();
        }
    }

    private void everythingChanged() {
        kept.forEach((map, state) -> state.keys().forEach(key -> changed(map, key)));
    }

    private synchronized void closeFile() {
        file.close();
    }

    @FunctionalInterface
    private interface Access {
        void run() throws IOException;
    }

    private final class FileWriter implements WriteBehind.Writer<Key> {
        @Override
        public void write(ImmutableSet<Key> keys) throws IOException {
            EmbeddedStore.this.write(keys);
        }

        @Override
        public void close() {
            closeFile();
        }
    }
}
