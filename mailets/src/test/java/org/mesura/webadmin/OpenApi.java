/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Ascii;
import com.google.common.collect.Streams;
import com.google.common.io.Resources;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;

/** {@code openapi.json} as it is served, and whether JSON is as it says. */
final class OpenApi {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    final JsonNode document;
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final SchemaValidatorsConfig strict =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private final Map<JsonNode, JsonSchema> known = new IdentityHashMap<>();

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    static OpenApi ofTheJar() throws IOException {
        return new OpenApi(JSON.readTree(Resources.getResource(MesuraRoutes.class, "openapi.json")));
    }

    /**
     * What can be asked.
     *
     * @param method in capital letters
     * @param path with its parameters in braces
     * @param parameters of the path and of the operation
     * @param node the rest
     */
    record Operation(String method, String path, List<JsonNode> parameters, JsonNode node) {
        String name() {
            return method + " " + path;
        }

        Set<String> statuses() {
            return Streams.stream(node.at("/responses").fieldNames()).collect(Collectors.toSet());
        }

        /** Whether {@code actual}, a path without a query, is one of this operation. */
        boolean isAt(String actual) {
            return actual.matches(path.replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+"));
        }

        /** The content of the body that it takes: its type and the rest. */
        Optional<Map.Entry<String, JsonNode>> body() {
            return Streams.stream(node.at("/requestBody/content").fields()).findFirst();
        }
    }

    List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        document.at("/paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(entry -> {
                    if (METHODS.contains(entry.getKey())) {
                        all.add(new Operation(
                                Ascii.toUpperCase(entry.getKey()),
                                path.getKey(),
                                parameters(path.getValue(), entry.getValue()),
                                entry.getValue()));
                    }
                }));
        return all;
    }

    private List<JsonNode> parameters(JsonNode path, JsonNode operation) {
        return Stream.concat(Streams.stream(path.at("/parameters")), Streams.stream(operation.at("/parameters")))
                .map(this::resolved)
                .toList();
    }

    /** The operation that {@code method} and {@code path}, without a query, ask for. */
    Optional<Operation> find(String method, String path) {
        return operations().stream()
                .filter(operation -> operation.method().equals(method) && operation.isAt(path))
                .findFirst();
    }

    /** What {@code operation} may answer with {@code status} as JSON; empty if it says no such thing. */
    Optional<JsonNode> reply(Operation operation, int status) {
        JsonNode reply = resolved(operation.node().at("/responses/" + status));
        return Optional.of(reply.path("content").path(JSON_TYPE).path("schema")).filter(node -> !node.isMissingNode());
    }

    /** What of {@code value} is not as {@code schema} says. */
    List<String> mistakes(JsonNode schema, JsonNode value) {
        return known.computeIfAbsent(schema, this::compiled).validate(value).stream()
                .map(Object::toString)
                .toList();
    }

    /** The schema of that name. */
    JsonNode schema(String name) {
        return document.at("/components/schemas/" + name);
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? document.at(JsonPointer.compile(node.get("$ref").asText().substring(1)))
                : node;
    }

    private JsonSchema compiled(JsonNode schema) {
        // references are to /components of the document
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.at("/components"));
        return schemas.getSchema(whole, strict);
    }
}
