/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import spark.Request;
import spark.Response;

/** Ends requests whose parameters Jetty stumbles over when a route asks for them, which would be a fault of the server. */
final class Legible {
    private Legible() {}

    static void check(Request request, Response response) {
        try {
            request.raw().getParameterMap();
        } catch (RuntimeException broken) {
            throw Halt.invalid("query: must be UTF-8, percent-encoded, and a body no form");
        }
    }
}
