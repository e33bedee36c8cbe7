/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.inject.Provider;

import org.mesura.config.SettingsInForce;
import org.mesura.notice.Institution;
import org.mesura.notice.NoticeWriter;
import org.mesura.notice.Templates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.collect.ImmutableList;

/**
 * The writer of notices in force: of the institution that the settings name and of the templates as the administrator's
 * folder has them. {@link #refresh} looks for changes of either.
 */
final class NoticeWriters implements Provider<NoticeWriter> {
    private static final Logger LOGGER = LoggerFactory.getLogger(NoticeWriters.class);

    private final Path folder;
    private final SettingsInForce settings;
    private Set<String> seen;
    private Templates templates;
    private Institution institution;
    private volatile NoticeWriter writer;
    private volatile ImmutableList<String> broken = ImmutableList.of();

    NoticeWriters(Path folder, SettingsInForce settings) {
        this.folder = folder;
        this.settings = settings;
        this.seen = files();
        this.templates = read();
        this.institution = settings.settings().institution();
        this.writer = new NoticeWriter(institution, templates);
    }

    @Override
    public NoticeWriter get() {
        return writer;
    }

    /** What is broken in the folder, each with its file; the built-in texts stand in. */
    ImmutableList<String> broken() {
        return broken;
    }

    synchronized void refresh() {
        Set<String> files = files();
        boolean sameTexts = files.equals(seen);
        boolean sameInstitution = institution.equals(settings.settings().institution());
        if (sameTexts && sameInstitution) {
            return;
        }
        if (!sameTexts) {
            seen = files;
            templates = read();
        }
        institution = settings.settings().institution();
        writer = new NoticeWriter(institution, templates);
    }

    private Templates read() {
        Templates read = Templates.in(folder);
        read.faults().forEach(fault -> LOGGER.error("the built-in text stands in: {}", fault));
        tellWhenMended(read.broken());
        return read;
    }

    private void tellWhenMended(ImmutableList<String> found) {
        if (found.isEmpty() && !broken.isEmpty()) {
            LOGGER.info("all texts of {} are sound again", folder);
        }
        broken = found;
    }

    /** Each file with what changes when its content does. */
    private Set<String> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(NoticeWriters::stamp).collect(Collectors.toSet());
        } catch (IOException | RuntimeException unreadable) {
            return Set.of("unreadable");
        }
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return file + " " + attributes.size() + " " + attributes.lastModifiedTime();
        } catch (IOException gone) {
            return file + " gone";
        }
    }
}
