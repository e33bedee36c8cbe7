/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import com.google.common.io.Resources;

import spark.Service;

/** Describes the administration API to programs: {@code openapi.json}, kept by hand and held to the routes by a test. */
final class DescriptionRoutes {
    private static final String FILE = "openapi.json";

    void define(Service service) {
        String text = text();
        service.get(MesuraRoutes.BASE + "/" + FILE, (request, response) -> {
            response.type("application/json");
            return text;
        });
    }

    private static String text() {
        try {
            return Resources.toString(Resources.getResource(DescriptionRoutes.class, FILE), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("'%s' cannot be read from the jar".formatted(FILE), e);
        }
    }
}
