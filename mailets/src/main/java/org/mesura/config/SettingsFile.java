/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.io.IOException;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.collect.ImmutableList;

/**
 * The administrator's {@code conf/mesura.xml}, with the files of members that it names, and the last good copy of both,
 * {@code var/mesura/policy.last-good.xml}.
 *
 * <p>A valid file is in force and becomes the last good copy. A broken or absent one leaves that copy in force: a typing
 * mistake found at a restart must not stop an institution's mail, nor lift its limits. Without a copy there is nothing
 * to go by, and nothing starts.
 */
public final class SettingsFile {
    private static final Logger LOGGER = LoggerFactory.getLogger(SettingsFile.class);

    private final Path file;
    private final LastGood lastGood;

    public SettingsFile(Path file, Path lastGood) {
        this.file = file;
        this.lastGood = new LastGood(lastGood);
    }

    /**
     * The settings to start with. Mistakes of a file that is not in force are logged here, once.
     *
     * @throws InvalidSettings with all mistakes if neither the file nor its last good copy can be used
     */
    public LoadedSettings load() {
        return load(text());
    }

    /** As above, of what was read before. */
    LoadedSettings load(SettingsText text) {
        try {
            return read(text);
        } catch (InvalidSettings broken) {
            return fallBack(broken.mistakes());
        }
    }

    /** The settings of a text that changed; those {@code before} with its mistakes, logged once, if it is broken. */
    LoadedSettings reload(SettingsText text, LoadedSettings before) {
        try {
            return read(text);
        } catch (InvalidSettings broken) {
            LOGGER.error(
                    "{} is not taken into force, what was stays:\n  {}", file, String.join("\n  ", broken.mistakes()));
            return new LoadedSettings(before.settings(), before.source(), broken.mistakes());
        }
    }

    /** What stands in the file now. */
    SettingsText text() {
        return new SettingsText(file);
    }

    private LoadedSettings read(SettingsText text) {
        Settings settings = text.settings();
        keep(text);
        return new LoadedSettings(settings, file, ImmutableList.of());
    }

    private LoadedSettings fallBack(ImmutableList<String> mistakes) {
        try {
            Settings settings = lastGood.settings();
            LOGGER.error(
                    "{} is not in force, its last good copy {} is:\n  {}",
                    file,
                    lastGood.file(),
                    String.join("\n  ", mistakes));
            return new LoadedSettings(settings, lastGood.file(), mistakes);
        } catch (InvalidSettings noCopy) {
            throw new InvalidSettings(ImmutableList.<String>builder()
                    .addAll(mistakes)
                    .add("and no last good copy to go by instead:")
                    .addAll(noCopy.mistakes())
                    .build());
        }
    }

    private void keep(SettingsText text) {
        try {
            lastGood.keep(text);
        } catch (IOException e) {
            LOGGER.warn(
                    "{} is in force, but cannot be kept as the last good copy {}: {}",
                    file,
                    lastGood.file(),
                    e.toString());
        }
    }
}
