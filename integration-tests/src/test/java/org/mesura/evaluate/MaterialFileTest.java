/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaterialFileTest {
    private static final String ORDINARY = """
            {"sender": "ana@a.example", "ts": 200, "to": ["x@b.example", "x@b.example"], "subject": "2", "reply": true, "body": "dos", "list": null}
            {"sender": "beto@a.example", "ts": 150, "to": [], "subject": "3", "reply": false, "body": "tres", "list": null}
            {"sender": "ana@a.example", "ts": 100, "to": ["y@b.example"], "subject": "1", "reply": false, "body": "uno", "list": "l"}
            """;

    @Test
    void mailShouldBeReadBySenderInTimeOrder(@TempDir Path folder) throws IOException {
        MaterialFile file = new MaterialFile(Files.writeString(folder.resolve("ordinary.jsonl"), ORDINARY), "own/");

        assertThat(file.isOrdinary()).isTrue();
        assertThat(file.correspondents())
                .extracting(Correspondent::name)
                .containsExactly("own/ordinary#0", "own/ordinary#1");
        Correspondent ana = file.correspondents().get(0);
        assertThat(ana.mails()).extracting(OrdinaryMail::body).containsExactly("uno", "dos");
        assertThat(ana.mails().get(1).reply()).isTrue();
        assertThat(ana.mails().get(1).at()).isEqualTo(Instant.ofEpochSecond(200));
    }

    @Test
    void recipientsShouldBeDistinctAndNeverNone(@TempDir Path folder) throws IOException {
        MaterialFile file = new MaterialFile(Files.writeString(folder.resolve("ordinary.jsonl"), ORDINARY), "");

        assertThat(file.correspondents().get(0).mails().get(1).recipients()).containsExactly("x@b.example");
        assertThat(file.correspondents().get(1).mails().get(0).recipients()).hasSize(1);
    }

    @Test
    void templatesShouldBeReadFromAGzippedFile(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("campaign-bases-2.jsonl.gz");
        try (Writer out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(path)), StandardCharsets.UTF_8)) {
            out.write("{\"kind\": \"circular\", \"text\": \"La oficina está en la plaza y abre para usted.\"}\n");
        }
        MaterialFile file = new MaterialFile(path, "");

        assertThat(file.isTemplates()).isTrue();
        assertThat(file.isOrdinary()).isFalse();
        assertThat(file.templates()).singleElement().satisfies(template -> {
            assertThat(template.name()).isEqualTo("campaign-bases-2#0");
            assertThat(template.kind()).isEqualTo("circular");
            assertThat(template.language()).isEqualTo(Language.ES);
        });
    }
}
