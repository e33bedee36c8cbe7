/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import org.mesura.review.Decision;
import org.mesura.review.Reason;

/**
 * A verdict and why.
 *
 * @param verdict {@code accept}, {@code advise}, {@code defer}, {@code hold} or {@code refuse}
 * @param reason as an identifier; empty of what is accepted
 */
record Outcome(String verdict, String reason) {
    static Outcome of(Decision decision) {
        return new Outcome(decision.verdict(), decision.why().map(Reason::id).orElse(""));
    }
}
