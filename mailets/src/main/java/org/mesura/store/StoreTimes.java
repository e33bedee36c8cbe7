/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store;

/** Is told how long a store takes, a call over the network or a write of its file, and when it fails. */
@FunctionalInterface
public interface StoreTimes {
    /** Something of the kind begins. */
    Span begin();

    /** It ends, in one way or the other. */
    interface Span {
        void done();

        void failed();
    }

    /** For a store that nobody watches. */
    static StoreTimes unwatched() {
        Span nothing = new Span() {
            @Override
            public void done() {}

            @Override
            public void failed() {}
        };
        return () -> nothing;
    }
}
