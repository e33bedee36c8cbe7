/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.mailet.Holding;

import com.fasterxml.jackson.databind.JsonNode;

/** Holds {@code openapi.json} to the routes, and to the manual for people. */
class OpenApiTest {
    private static final Path MANUAL = Path.of("docs/administration.md");
    private static final Pattern EXAMPLE = Pattern.compile("```\\n(curl [^`]*?)(?:```\\n```json)?\\n([\\[{][^`]*)```");
    private static final Pattern METHOD = Pattern.compile("-X ([A-Z]+)");
    private static final Pattern PATH = Pattern.compile("http://127\\.0\\.0\\.1:8000(/mesura[^\\s'?]*)");

    @TempDir
    Path folder;

    private Api api;
    private OpenApi description;

    @BeforeEach
    void start() throws Exception {
        api = new Api(folder, new Holding(folder, Holding.SLOW));
        description = OpenApi.ofTheJar();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void everyRouteShouldBeDescribedAndNoOther() {
        assertThat(description.operations().stream().map(OpenApi.Operation::name))
                .containsExactlyInAnyOrderElementsOf(api.routes());
    }

    @Test
    void descriptionShouldBeServed() throws Exception {
        var reply = api.get("/openapi.json");

        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(OpenApi.JSON.readTree(reply.body())).isEqualTo(description.document);
        assertThat(description.document.at("/openapi").asText()).isEqualTo("3.1.0");
    }

    @Test
    void everyReferenceShouldLeadSomewhere() {
        for (JsonNode reference : description.document.findValues("$ref")) {
            assertThat(description.document.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
    }

    @Test
    void everyParameterOfAPathShouldBeDescribed() {
        for (OpenApi.Operation operation : description.operations()) {
            List<String> named = operation.parameters().stream()
                    .filter(parameter -> parameter.at("/in").asText().equals("path"))
                    .map(parameter -> "{" + parameter.at("/name").asText() + "}")
                    .toList();

            assertThat(Pattern.compile("\\{\\w+}")
                            .matcher(operation.path())
                            .results()
                            .map(found -> found.group()))
                    .as(operation.name())
                    .containsExactlyElementsOf(named);
        }
    }

    @Test
    void everyExampleShouldBeAsItsSchemaSays() {
        SoftAssertions softly = new SoftAssertions();
        List<JsonNode> described = description.document.findParents("example");
        for (JsonNode place : described) {
            softly.assertThat(description.mistakes(place.get("schema"), place.get("example")))
                    .as(place.get("example").toString())
                    .isEmpty();
        }
        assertThat(described).hasSizeGreaterThan(40);
        softly.assertAll();
    }

    /** Every answer in JSON has an example, so has every body that is taken. */
    @Test
    void everyContentShouldHaveAnExample() {
        for (OpenApi.Operation operation : description.operations()) {
            if (!operation.path().endsWith("openapi.json")) {
                assertThat(operation.node().findValues("content"))
                        .as(operation.name())
                        .allSatisfy(content ->
                                assertThat(content.findValue("example")).isNotNull());
            }
        }
    }

    @Test
    void everyReplyInTheManualShouldBeAsItsSchemaSays() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        Set<JsonNode> shown = new HashSet<>();
        Matcher example = EXAMPLE.matcher(Files.readString(MANUAL));
        while (example.find()) {
            for (String curl : example.group(1).split("(?m)^(?=curl )")) {
                Optional<OpenApi.Operation> asked = operation(curl);
                softly.assertThat(asked).as(curl).isPresent();
                asked.flatMap(operation -> description.reply(operation, 200)).ifPresent(schema -> {
                    shown.add(schema);
                    softly.assertThat(description.mistakes(schema, json(example.group(2))))
                            .as(curl)
                            .isEmpty();
                });
            }
        }
        softly.assertAll();
        assertThat(shown)
                .containsAll(description.operations().stream()
                        .filter(operation -> !operation.path().endsWith("openapi.json"))
                        .flatMap(operation -> description.reply(operation, 200).stream())
                        .collect(Collectors.toSet()));
    }

    private Optional<OpenApi.Operation> operation(String curl) {
        Matcher method = METHOD.matcher(curl);
        Matcher path = PATH.matcher(curl);
        return path.find()
                ? description.find(method.find() ? method.group(1) : "GET", path.group(1))
                : Optional.empty();
    }

    private static JsonNode json(String text) {
        try {
            return OpenApi.JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    /** What a program makes of the description is understood: with every example at once, of a query and of a body. */
    @Test
    void everyExampleShouldBeUnderstood() throws Exception {
        for (OpenApi.Operation operation : description.operations()) {
            String query = operation.parameters().stream()
                    .filter(parameter -> parameter.at("/in").asText().equals("query"))
                    .map(parameter -> parameter.at("/name").asText() + "="
                            + parameter.at("/example").asText())
                    .collect(Collectors.joining("&", "?", ""));
            String path = operation
                    .path()
                    .substring("/mesura".length())
                    .replace("{account}", "carla@localhost")
                    .replace("{id}", "feria");
            Optional<Map.Entry<String, JsonNode>> body = operation.body();
            var reply = body.isPresent()
                    ? api.ask(
                            operation.method(),
                            path + query,
                            example(body.get().getValue()),
                            body.get().getKey())
                    : api.ask(operation.method(), path + query);

            assertThat(reply.statusCode()).as(operation.name() + reply.body()).isIn(200, 204, 404);
            assertThat(operation.statuses()).as(operation.name()).contains(Integer.toString(reply.statusCode()));
        }
    }

    private static String example(JsonNode content) {
        JsonNode example = content.get("example");
        return example.isTextual() ? example.textValue() : example.toString();
    }
}
