/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.mesura.bulk.TextSeen;

/**
 * Which of an account's texts are of one campaign. A campaign is known by the text that entered it last, so each review says
 * which text that was until then: text 7 begins one, 9 continued 7, 4 continued 9, and all three are one campaign, which is
 * given a number that stays. The texts that were heard of last are kept, more than an account has campaigns.
 */
final class Lineage {
    private static final int KEPT = 256;

    private final Map<Long, Long> byLatestText = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > KEPT;
        }
    };
    private long campaigns;

    /**
     * The number of the campaign that {@code seen} is of.
     *
     * @param entered whether it entered the campaign, which is known by its text from now on
     */
    long campaignOf(TextSeen seen, boolean entered) {
        long known = seen.campaign().orElse(seen.text());
        long campaign = Optional.ofNullable(byLatestText.get(known)).orElseGet(() -> ++campaigns);
        if (entered) {
            byLatestText.remove(known);
            byLatestText.put(seen.text(), campaign);
        } else {
            // what was stopped is of the same campaign when it comes again
            byLatestText.put(known, campaign);
        }
        return campaign;
    }
}
