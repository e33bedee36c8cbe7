/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.mailet.Edge;

/** What a test of routes stands on: the API over HTTP, begun anew for each test. */
abstract class OverHttp {
    @TempDir
    Path folder;

    final Edge edge;
    Api api;

    /** Under {@link Edge#SMALL}. */
    OverHttp() {
        this("");
    }

    /** @param more of {@code mesura.xml}, below {@link Edge#SMALL} */
    OverHttp(String more) {
        edge = new Edge(Edge.SMALL + more);
    }

    @BeforeEach
    final void open() throws Exception {
        api = new Api(folder, edge);
    }

    @AfterEach
    final void close() {
        api.close();
    }
}
