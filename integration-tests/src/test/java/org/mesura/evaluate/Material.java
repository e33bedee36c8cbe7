/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.google.common.collect.ImmutableList;

/**
 * What is evaluated on: ordinary mail by its senders and templates of mass mail, from the folder {@code streams} in the
 * corpus that {@code -Dcorpus} names, and the project's own set.
 */
final class Material {
    private static final String STREAMS = "streams";
    private static final String OWN = "own/";

    private final ImmutableList<Correspondent> correspondents;
    private final ImmutableList<Template> templates;
    private final boolean real;

    private Material(ImmutableList<Correspondent> correspondents, ImmutableList<Template> templates, boolean real) {
        this.correspondents = correspondents;
        this.templates = templates;
        this.real = real;
        checkState(!people().isEmpty(), "nobody among %s senders writes often", correspondents.size());
        checkState(!templates.isEmpty(), "there are no templates of mass mail");
    }

    /** The project's own set, and the corpus if one is given. */
    static Material given() throws IOException {
        List<Correspondent> correspondents = new ArrayList<>();
        List<Template> templates = new ArrayList<>();
        URL own = Material.class.getResource("/evaluate");
        if (own != null) {
            read(Path.of(URI.create(own.toString())), OWN, correspondents, templates);
        }
        String corpus = System.getProperty("corpus", "");
        if (!corpus.isBlank()) {
            Path streams = Path.of(corpus).resolve(STREAMS);
            checkArgument(
                    Files.isDirectory(streams), "'-Dcorpus' must name a folder with '%s', got '%s'", STREAMS, corpus);
            read(streams, "", correspondents, templates);
        }
        return new Material(ImmutableList.copyOf(correspondents), ImmutableList.copyOf(templates), !corpus.isBlank());
    }

    /** Takes in {@code ordinary*.jsonl} and {@code campaign-bases*.jsonl} in {@code folder}, gzipped or not. */
    private static void read(Path folder, String prefix, List<Correspondent> correspondents, List<Template> templates)
            throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                MaterialFile found = new MaterialFile(file, prefix);
                if (found.isOrdinary()) {
                    correspondents.addAll(found.correspondents());
                }
                if (found.isTemplates()) {
                    templates.addAll(found.templates());
                }
            }
        }
    }

    ImmutableList<Correspondent> correspondents() {
        return correspondents;
    }

    /** Those of the senders who are people and write often. */
    ImmutableList<Correspondent> people() {
        return correspondents.stream().filter(Correspondent::isBusyPerson).collect(ImmutableList.toImmutableList());
    }

    ImmutableList<Template> templates() {
        return templates;
    }

    /** Whether a corpus was given. */
    boolean isReal() {
        return real;
    }

    /** What campaigns are varied with. */
    Phrasebook phrasebook() {
        return Phrasebook.of(
                templates,
                correspondents.stream()
                        .flatMap(sender -> sender.mails().stream())
                        .toList());
    }
}
