/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * What an administrator wrote, as it stood when it was read: {@code mesura.xml} and the files of members that it names,
 * each read once. So what is in force, what is kept as the last good copy and what a later look is compared with are the
 * same bytes, whatever happens to the files meanwhile. Not thread-safe.
 */
final class SettingsText implements MemberFiles {
    /** All files of members together: more than 100,000 members need, and a bound on what lies in memory. */
    static final int LARGEST_IN_ALL = 4 * FileText.LARGEST;

    private final Path file;
    private final FileText main;
    private final Map<String, FileText> members = new LinkedHashMap<>();
    private int total;

    /** What stands at {@code file} now; the files that it names are read when they are asked for. */
    SettingsText(Path file) {
        this.file = file;
        this.main = FileText.of(file);
    }

    /** The settings, or {@link InvalidSettings} with every mistake. */
    Settings settings() {
        return SettingsReader.read(main(), file.toString(), this);
    }

    /** The bytes of the settings file itself, or {@link InvalidSettings} if it could not be read. */
    byte[] main() {
        if (!main.wasRead()) {
            throw new InvalidSettings(ImmutableList.of(main.fault()));
        }
        return main.bytes();
    }

    @Override
    public byte[] read(String name) {
        FileText text = members.get(name);
        if (text == null && total <= LARGEST_IN_ALL) {
            text = FileText.of(file.resolveSibling(name));
            members.put(name, text);
            total += text.bytes().length;
        }
        if (text == null || total > LARGEST_IN_ALL) {
            throw new BrokenRule("must be at most " + LARGEST_IN_ALL + " bytes together with the other groups' files");
        }
        if (!text.wasRead()) {
            throw new BrokenRule("must be a file that can be read", ": " + text.fault());
        }
        return text.bytes();
    }

    /** The files of members that were read, by the names that the settings give them. */
    ImmutableMap<String, byte[]> members() {
        ImmutableMap.Builder<String, byte[]> read = ImmutableMap.builder();
        members.forEach((name, text) -> read.put(name, text.bytes()));
        return read.buildOrThrow();
    }

    /** Whether all that was read still stands there as it was, what was absent still absent. */
    boolean stands() {
        return main.equals(FileText.of(file))
                && members.entrySet().stream().allMatch(member -> member.getValue()
                        .equals(FileText.of(file.resolveSibling(member.getKey()))));
    }
}
