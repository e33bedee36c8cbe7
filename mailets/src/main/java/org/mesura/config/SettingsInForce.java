/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.time.Instant;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * The settings in force while James runs. {@link #refresh} looks again at the file and at the files of members that it
 * names: a changed and valid text takes its place as a whole, at once; a broken one changes nothing, is logged once with all its mistakes and shows in {@link
 * #now} until it is mended.
 */
public final class SettingsInForce {
    private static final Logger LOGGER = LoggerFactory.getLogger(SettingsInForce.class);

    private final SettingsFile file;
    private final StoreKind store;
    private final Optional<RedisSettings> redis;
    private SettingsText seen;
    private volatile Version version;

    /**
     * One state of the settings.
     *
     * @param loaded what is in force and what is wrong with the file
     * @param number counts the settings that were in force since the start, from 1
     * @param since when these came into force
     */
    public record Version(LoadedSettings loaded, int number, Instant since) {}

    /**
     * Starts with what the file says.
     *
     * @throws InvalidSettings with all mistakes if neither the file nor its last good copy can be used
     */
    public SettingsInForce(SettingsFile file, Instant now) {
        this.file = file;
        this.seen = file.text();
        this.version = new Version(file.load(seen), 1, now);
        this.store = settings().store();
        this.redis = settings().redis();
    }

    /** What is in force. */
    public Version now() {
        return version;
    }

    /** The settings in force. */
    public Settings settings() {
        return version.loaded().settings();
    }

    /**
     * What is wrong with {@code text}, a settings file on trial; nothing if it could come into force. Nothing is changed by
     * it, and of the files of members those are read that the settings file names now: a trial looks at no others.
     */
    public ImmutableList<String> mistakesIn(byte[] text) {
        ImmutableMap<String, byte[]> members = members();
        try {
            SettingsReader.read(text, "body", name -> Optional.ofNullable(members.get(name))
                    .orElseThrow(() -> new BrokenRule("must be a file that mesura.xml names already, for a trial")));
            return ImmutableList.of();
        } catch (InvalidSettings broken) {
            return broken.mistakes();
        }
    }

    private synchronized ImmutableMap<String, byte[]> members() {
        return seen.members();
    }

    /** Takes a changed file, or a changed file of members, into force, if all is valid. */
    public synchronized void refresh(Instant now) {
        if (seen.stands()) {
            return;
        }
        seen = file.text();
        LoadedSettings before = version.loaded();
        LoadedSettings after = file.reload(seen, before);
        boolean changed = after.settings() != before.settings();
        version =
                new Version(after, changed ? version.number() + 1 : version.number(), changed ? now : version.since());
        if (changed) {
            LOGGER.info("{} is in force, version {}", after.source(), version.number());
            tellOfStore(before.settings().store(), after.settings().store());
            tellOfRedis(before.settings().redis(), after.settings().redis());
        }
    }

    private void tellOfStore(StoreKind before, StoreKind after) {
        if (after != before && after != store) {
            LOGGER.warn(
                    "store 'kind' is now {}: it takes effect when James starts next, until then it stays {}",
                    after,
                    store);
        }
    }

    private void tellOfRedis(Optional<RedisSettings> before, Optional<RedisSettings> after) {
        if (redis.isPresent() && after.isPresent() && !after.equals(before) && !after.equals(redis)) {
            LOGGER.warn("<redis> has changed: it takes effect when James starts next");
        }
    }
}
