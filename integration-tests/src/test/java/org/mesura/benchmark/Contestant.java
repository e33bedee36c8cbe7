/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.util.List;
import java.util.function.Function;

import com.google.common.collect.ImmutableList;

/** Who takes part. */
enum Contestant {
    MESURA("mesura", MesuraLedger::inMemory),
    RATELIMITJ("ratelimitj", SlidingWindow::new),
    BUCKET4J("bucket4j", TokenBuckets::new),
    MAP("map-get", rules -> new PlainMap());

    /** Those that know limits. */
    static final ImmutableList<Contestant> LIMITERS = ImmutableList.of(MESURA, RATELIMITJ, BUCKET4J);

    private final String id;
    private final Function<List<Rule>, Engine> engine;

    Contestant(String id, Function<List<Rule>, Engine> engine) {
        this.id = id;
        this.engine = engine;
    }

    /** The name in measures. */
    String id() {
        return id;
    }

    /** A new engine that knows no account yet. */
    Engine engine(List<Rule> rules) {
        return engine.apply(rules);
    }
}
