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
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;

/**
 * A file with a JSON object a line: ordinary mail with {@code sender}, {@code ts} (epoch seconds), {@code to},
 * {@code subject}, {@code reply}, {@code body}; or templates with {@code kind}, {@code text}.
 */
final class MaterialFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final String fileName;
    private final String name;

    /** A file whose senders and templates are named by its name after {@code prefix}. */
    MaterialFile(Path file, String prefix) {
        this.file = file;
        this.fileName = file.getFileName().toString();
        this.name = prefix + fileName.replaceFirst("\\.jsonl.*", "");
    }

    boolean isOrdinary() {
        return fileName.matches("ordinary.*\\.jsonl(\\.gz)?");
    }

    boolean isTemplates() {
        return fileName.matches("campaign-bases.*\\.jsonl(\\.gz)?");
    }

    List<Correspondent> correspondents() throws IOException {
        Map<String, List<OrdinaryMail>> bySender = new LinkedHashMap<>();
        int line = 0;
        for (JsonNode mail : read()) {
            bySender.computeIfAbsent(mail.get("sender").asText(), sender -> new ArrayList<>())
                    .add(mail(mail, line++));
        }
        List<Correspondent> correspondents = new ArrayList<>();
        bySender.forEach((sender, mails) -> {
            mails.sort(Comparator.comparing(OrdinaryMail::at));
            correspondents.add(new Correspondent(name, correspondents.size(), sender, ImmutableList.copyOf(mails)));
        });
        return correspondents;
    }

    List<Template> templates() throws IOException {
        List<Template> templates = new ArrayList<>();
        for (JsonNode template : read()) {
            String text = template.get("text").asText();
            templates.add(
                    new Template(name, templates.size(), template.get("kind").asText(), text, Language.of(text)));
        }
        return templates;
    }

    private OrdinaryMail mail(JsonNode mail, int line) {
        List<String> recipients = new ArrayList<>();
        mail.get("to").forEach(address -> recipients.add(address.asText()));
        // somebody got it, whom the archive does not name
        if (recipients.isEmpty()) {
            recipients.add("unknown" + line + "@outside.example");
        }
        return new OrdinaryMail(
                name + "#" + line,
                mail.get("subject").asText(),
                mail.get("body").asText(),
                recipients.stream().distinct().collect(ImmutableList.toImmutableList()),
                mail.get("reply").asBoolean(),
                Instant.ofEpochSecond(mail.get("ts").asLong()));
    }

    private List<JsonNode> read() throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = fileName.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().map(MaterialFile::tree).toList();
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
