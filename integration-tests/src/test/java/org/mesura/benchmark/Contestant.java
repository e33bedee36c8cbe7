/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.util.List;
import java.util.function.Function;

import com.google.common.collect.ImmutableList;

/** Who takes part. */
enum Contestant {
    MESURA("mesura", MesuraLedger::inMemory, true),
    RATELIMITJ("ratelimitj", SlidingWindow::unsaid, false),
    RATELIMITJ_SLIDING("ratelimitj-sliding", SlidingWindow::sliding, false),
    BUCKET4J("bucket4j", TokenBuckets::plain, false),
    BUCKET4J_ALL_OR_NONE("bucket4j-all-or-none", TokenBuckets::allOrNone, false),
    MAP("map-get", rules -> new PlainMap(), false);

    /** Those that know limits. */
    static final ImmutableList<Contestant> LIMITERS =
            ImmutableList.of(MESURA, RATELIMITJ, RATELIMITJ_SLIDING, BUCKET4J, BUCKET4J_ALL_OR_NONE);

    private final String id;
    private final Function<List<Rule>, Engine> engine;
    private final boolean keepsSends;

    Contestant(String id, Function<List<Rule>, Engine> engine, boolean keepsSends) {
        this.id = id;
        this.engine = engine;
        this.keepsSends = keepsSends;
    }

    /** The name in measures. */
    String id() {
        return id;
    }

    /** Whether an account with many sends takes more memory than one with a single send, which then stands for all. */
    boolean keepsSends() {
        return keepsSends;
    }

    /** A new engine that knows no account yet. */
    Engine engine(List<Rule> rules) {
        return engine.apply(rules);
    }
}
