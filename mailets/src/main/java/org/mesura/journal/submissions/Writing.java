/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal.submissions;

import org.mesura.policy.Mode;

/** When submissions are written down. */
public enum Writing {
    /** Never. */
    NEVER {
        @Override
        public boolean isDueIn(Mode mode) {
            return false;
        }
    },
    /** While decisions are not carried out. */
    OBSERVE {
        @Override
        public boolean isDueIn(Mode mode) {
            return mode == Mode.OBSERVE;
        }
    },
    /** Whatever the mode is. */
    ALWAYS {
        @Override
        public boolean isDueIn(Mode mode) {
            return true;
        }
    };

    /** Whether a submission that is reviewed in {@code mode} is written down. */
    public abstract boolean isDueIn(Mode mode);
}
