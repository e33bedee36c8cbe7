/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.time.InstantSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.collect.ImmutableSet;

import spark.Request;
import spark.Response;
import spark.Service;

/** Shows how the institution's sending is, on one page that many may ask for again and again. */
final class OverviewRoutes {
    private final Snapshot<OverviewPage> latest;

    OverviewRoutes(Overview overview, InstantSource clock) {
        this.latest = new Snapshot<>(overview::page, clock);
    }

    void define(Service service) {
        service.get(MesuraRoutes.BASE + "/overview", this::overview);
    }

    private String overview(Request request, Response response) throws JsonProcessingException {
        Parameters.check(request, ImmutableSet.of());
        return Json.of(latest.get(), response);
    }
}
