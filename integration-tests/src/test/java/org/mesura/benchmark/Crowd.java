/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.util.SplittableRandom;

/** Who of a population sends next. The same seed makes the same crowd. */
abstract sealed class Crowd {
    private Crowd() {}

    /** The number of the account that sends next. */
    abstract int next();

    /** Every account in its turn. */
    static Crowd inTurn(int accounts) {
        return new InTurn(accounts);
    }

    /** Any account at any time: nothing of what is needed lies in a cache. */
    static Crowd cold(int accounts) {
        return new Cold(accounts);
    }

    /**
     * At any moment 2,000 accounts make nine of ten sends, and in the course of a day everybody has a turn; so all
     * accounts stay known although few are busy.
     *
     * @param sends how many sends an account makes in a day
     */
    static Crowd hot(int accounts, int sends) {
        return new Hot(accounts, sends);
    }

    private static final class InTurn extends Crowd {
        private final int accounts;
        private int last = -1;

        private InTurn(int accounts) {
            this.accounts = accounts;
        }

        @Override
        int next() {
            last = (last + 1) % accounts;
            return last;
        }
    }

    private static final class Cold extends Crowd {
        private final SplittableRandom random = new SplittableRandom(20_261_124);
        private final int accounts;

        private Cold(int accounts) {
            this.accounts = accounts;
        }

        @Override
        int next() {
            return random.nextInt(accounts);
        }
    }

    private static final class Hot extends Crowd {
        private static final int BUSY = 2_000;
        private static final long SCATTER = 7_368_787; // a prime: neighbours in time are strangers in memory

        private final SplittableRandom random = new SplittableRandom(20_261_125);
        private final int accounts;
        private final int sends;
        private long drawn;

        private Hot(int accounts, int sends) {
            this.accounts = accounts;
            this.sends = sends;
        }

        @Override
        int next() {
            drawn++;
            if (random.nextInt(10) == 0) {
                return random.nextInt(accounts);
            }
            long place = drawn / sends + random.nextInt(Math.min(BUSY, accounts));
            return (int) (place * SCATTER % accounts);
        }
    }
}
