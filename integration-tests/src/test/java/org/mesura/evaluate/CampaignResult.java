/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.util.OptionalInt;

/**
 * What became of one campaign.
 *
 * @param template the template its copies were made of
 * @param level how far they differed
 * @param advise the threshold
 * @param at the number of the first recipient whose copy was taken for mass mail; empty if none was
 * @param disturbed whether ordinary mail beside it was taken for mass mail
 */
record CampaignResult(Template template, Level level, int advise, OptionalInt at, boolean disturbed) {
    boolean isNoticedBy(int recipient) {
        return at.isPresent() && at.getAsInt() <= recipient;
    }

    /** The recipient it was noticed by; one that was not noticed counts as noticed after all its recipients. */
    int noticed() {
        return at.orElse(2 * advise + 1);
    }
}
