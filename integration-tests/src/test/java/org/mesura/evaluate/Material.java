/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;

/** What is evaluated on: ordinary mail by its senders, and templates of mass mail, read from folders. */
final class Material {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GZIP = ".gz";

    private final List<Correspondent> correspondents = new ArrayList<>();
    private final List<Template> templates = new ArrayList<>();
    private int mails;

    /** Adds what {@code ordinary*.jsonl} and {@code campaign-bases*.jsonl} in {@code folder} hold, gzipped or not. */
    void add(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = prefix + file.getFileName().toString().replaceFirst("\\.jsonl(\\.gz)?$", "");
                if (name.startsWith(prefix + "ordinary")) {
                    addOrdinary(file, name);
                }
                if (name.startsWith(prefix + "campaign-bases")) {
                    addTemplates(file, name);
                }
            }
        }
    }

    ImmutableList<Correspondent> correspondents() {
        return ImmutableList.copyOf(correspondents);
    }

    ImmutableList<Template> templates() {
        return ImmutableList.copyOf(templates);
    }

    private void addOrdinary(Path file, String name) throws IOException {
        Map<String, List<OrdinaryMail>> bySender = new LinkedHashMap<>();
        each(file, line -> bySender.computeIfAbsent(line.get("sender").asText(), sender -> new ArrayList<>())
                .add(mail(line)));
        int index = 0;
        for (Map.Entry<String, List<OrdinaryMail>> sender : bySender.entrySet()) {
            sender.getValue().sort(Comparator.comparing(OrdinaryMail::at));
            correspondents.add(
                    new Correspondent(name, index++, sender.getKey(), ImmutableList.copyOf(sender.getValue())));
        }
    }

    private OrdinaryMail mail(JsonNode line) {
        ImmutableList.Builder<String> recipients = ImmutableList.builder();
        line.get("to").forEach(address -> recipients.add(address.asText()));
        return new OrdinaryMail(
                mails++,
                line.get("subject").asText(),
                line.get("body").asText(),
                recipients.build(),
                line.get("reply").asBoolean(),
                Instant.ofEpochSecond(line.get("ts").asLong()));
    }

    private void addTemplates(Path file, String name) throws IOException {
        List<Template> found = new ArrayList<>();
        each(file, line -> {
            String text = line.get("text").asText();
            found.add(new Template(name, found.size(), line.get("kind").asText(), text, Language.of(text)));
        });
        templates.addAll(found);
    }

    private static void each(Path file, Consumer<JsonNode> consumer) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(GZIP) ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> consumer.accept(tree(line)));
        }
    }

    private static JsonNode tree(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
