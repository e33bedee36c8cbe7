/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.matcher;

import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.mesura.mailet.Verdict;

import com.google.common.base.Splitter;

/**
 * Matches all recipients of one mail that has many, whatever its text. The policy's {@code visible} brings advice by itself;
 * this is for what else should follow.
 *
 * <p><b>Condition</b> (required): from how many distinct recipients on, and which: {@code 50}, {@code 50 external}
 * (outside the institution) or {@code 25 visible} (external addresses that everybody can read in To and Cc).
 *
 * <p>Under {@code observe} it matches nothing. It stands before {@link NothingToSay}, which lets most mail go.
 *
 * <pre>{@code
 * <mailet match="org.mesura.matcher.ManyRecipients=25 visible" class="AddHeader">
 *     <name>X-Many-Visible-Recipients</name>
 *     <value>yes</value>
 * </mailet>
 * }</pre>
 */
public final class ManyRecipients extends VerdictMatcher {
    private long least;
    private Which which = Which.ALL;

    @Override
    public void init() throws MessagingException {
        List<String> words = Splitter.on(' ').omitEmptyStrings().splitToList(Condition.of(this));
        if (words.isEmpty() || words.size() > 2) {
            throw Condition.mistake(this, "must be a number, or a number and 'external' or 'visible'");
        }
        least = Condition.number(this, words.get(0));
        which = words.size() == 1
                ? Which.ALL
                : Which.named(words.get(1))
                        .orElseThrow(() -> Condition.mistake(this, "knows 'external' and 'visible' only"));
    }

    @Override
    boolean matches(Verdict verdict) {
        return which.of(verdict) >= least;
    }

    private enum Which {
        ALL,
        EXTERNAL,
        VISIBLE;

        static Optional<Which> named(String word) {
            return switch (word) {
                case "external" -> Optional.of(EXTERNAL);
                case "visible" -> Optional.of(VISIBLE);
                default -> Optional.empty();
            };
        }

        int of(Verdict verdict) {
            return switch (this) {
                case ALL -> verdict.recipients();
                case EXTERNAL -> verdict.external();
                case VISIBLE -> verdict.visible();
            };
        }
    }
}
