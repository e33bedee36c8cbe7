/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;

/**
 * The copy of the settings that were last in force, which stands alone: {@code policy.last-good.xml}, and in the folder
 * {@code policy.last-good.members} beside it the files of members that it names.
 *
 * <p>Both belong together whenever the process dies, because the members lie in one archive that bears the hash of the
 * settings file it belongs to. It is written before the copy of that file takes its place, in one step, and the archive
 * of the former one is removed after that. So the copy finds its own members, all of one moment, or the former copy does.
 */
final class LastGood {
    // what compresses badly may be a little larger packed than it was
    private static final int LARGEST_ARCHIVE = 2 * SettingsText.LARGEST_IN_ALL;

    private final Path file;
    private final Path folder;

    LastGood(Path file) {
        this.file = file;
        String name = MoreFiles.getNameWithoutExtension(file);
        this.folder = file.resolveSibling(name + ".members");
    }

    Path file() {
        return file;
    }

    /** The settings of the copy, or {@link InvalidSettings} with every mistake if there is none that can be used. */
    Settings settings() {
        FileText xml = FileText.of(file);
        if (!xml.wasRead()) {
            throw new InvalidSettings(ImmutableList.of(xml.fault()));
        }
        ImmutableMap<String, byte[]> members = members(archiveFor(xml.bytes()));
        return SettingsReader.read(xml.bytes(), file.toString(), name -> Optional.ofNullable(members.get(name))
                .orElseThrow(() -> new BrokenRule("must be a file that was kept with this copy")));
    }

    /** Makes {@code text} the last good copy; writes nothing that is there already. */
    void keep(SettingsText text) throws IOException {
        Path archive = archiveFor(text.main());
        ImmutableMap<String, byte[]> members = text.members();
        if (!members.isEmpty()) {
            write(archive, MemberArchive.pack(members));
        }
        write(file, text.main());
        sweep(members.isEmpty() ? folder : archive);
    }

    private Path archiveFor(byte[] xml) {
        return folder.resolve(Hashing.sha256().hashBytes(xml) + ".zip");
    }

    private static ImmutableMap<String, byte[]> members(Path archive) {
        if (!Files.exists(archive)) {
            return ImmutableMap.of();
        }
        try {
            return MemberArchive.unpack(bytes(archive));
        } catch (IOException e) {
            throw new InvalidSettings(ImmutableList.of(FileText.fault(e, archive.toString())));
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        if (!Files.isRegularFile(file) || !Arrays.equals(bytes(file), bytes)) {
            AtomicFile.write(file, bytes);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        // not one of ours, and as good as none
        if (Files.size(file) > LARGEST_ARCHIVE) {
            return new byte[0];
        }
        return Files.readAllBytes(file);
    }

    /** Removes what belongs to former copies, and what a process that died left unfinished. */
    private void sweep(Path kept) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path former : files.filter(some -> !some.equals(kept)).toList()) {
                Files.delete(former);
            }
        }
        if (kept.equals(folder)) {
            Files.delete(folder);
        }
    }
}
