/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import spark.Service;

/** Describes the administration API to programs: {@code openapi.json}, kept by hand and held to the routes by a test. */
final class DescriptionRoutes {
    private static final String FILE = "openapi.json";

    void define(Service service) {
        String text = JarText.of(FILE);
        service.get(MesuraRoutes.BASE + "/" + FILE, (request, response) -> {
            response.type("application/json");
            return text;
        });
    }
}
