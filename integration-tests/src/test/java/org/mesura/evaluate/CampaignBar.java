/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.util.OptionalInt;

import org.mesura.measure.Measures;

/**
 * What must hold at a level.
 *
 * @param percent of the campaigns, how many must be noticed by the deadline
 * @param late how many recipients after the threshold the deadline is; without it, it is twice the threshold
 * @param lateMost how many recipients after the threshold the 95th percentile may be noticed
 */
record CampaignBar(double percent, OptionalInt late, OptionalInt lateMost) {
    /** Nothing must hold. */
    static final CampaignBar NONE = new CampaignBar(0, OptionalInt.empty(), OptionalInt.empty());

    static CampaignBar of(Level level) {
        return switch (level) {
            case M0, M1, M2 -> new CampaignBar(100, OptionalInt.of(1), OptionalInt.empty());
            case M3 -> new CampaignBar(99, OptionalInt.empty(), OptionalInt.of(5));
            case M4 -> new CampaignBar(90, OptionalInt.empty(), OptionalInt.empty());
            case M5 -> NONE;
            case M6 -> new CampaignBar(97, OptionalInt.empty(), OptionalInt.of(10));
        };
    }

    /** The recipient by whom a campaign must be noticed. */
    int deadline(int advise) {
        return late.isPresent() ? advise + late.getAsInt() : 2 * advise;
    }

    /**
     * Notes what share of {@code all} campaigns was noticed by the deadline, in percent, and by which recipient 95 of 100
     * were. Where there are so few that a single one would miss the bar, the share is only shown.
     */
    void note(Measures measures, String measure, int all, double share, long noticed, int advise) {
        boolean tooFew = percent < 100 && (100 - percent) * all < 100;
        if (equals(NONE) || tooFew) {
            measures.note(measure, share, "%");
        } else {
            measures.atLeast(measure, share, "%", percent);
        }
        if (lateMost.isPresent()) {
            measures.atMost(measure + "-p95", noticed, "recipients", advise + lateMost.getAsInt());
        } else {
            measures.note(measure + "-p95", noticed, "recipients");
        }
    }
}
