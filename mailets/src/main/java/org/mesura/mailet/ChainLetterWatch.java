/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Instant;
import java.util.Optional;

import javax.inject.Inject;
import javax.inject.Provider;
import javax.inject.Singleton;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.MailetContext;
import org.mesura.bulk.ChainLetters;
import org.mesura.bulk.SentText;
import org.mesura.config.Settings;
import org.mesura.notice.Alert;
import org.mesura.policy.ChainLetterRule;
import org.mesura.submission.Sender;

/**
 * Tells the administrator when one text goes out from many accounts; see {@link ChainLetters}. It stops nothing and no
 * sender is written to, under {@code enforce} as under {@code observe}. One for all mailets, so that a text is counted
 * whichever of them reviews it.
 */
@Singleton
final class ChainLetterWatch {
    private final ChainLetters letters = new ChainLetters();
    private final Provider<Settings> settings;
    private final Announcements announcements;
    private final Alarm alarm;
    private final Metric told;

    @Inject
    ChainLetterWatch(Provider<Settings> settings, Announcements announcements, Alarm alarm, MetricFactory metrics) {
        this.settings = settings;
        this.announcements = announcements;
        this.alarm = alarm;
        this.told = metrics.generate("mesura.chainLetters");
    }

    /** {@code sender} sent {@code text}. A fault is counted and never goes out. */
    void note(SentText text, Sender sender, MailetContext context, Instant now) {
        try {
            Optional<ChainLetterRule> rule = settings.get().chainLetters();
            rule.flatMap(known -> letters.add(text, sender, known, now)).ifPresent(letter -> {
                told.increment();
                announcements.announce(new Alert.OfChainLetter(letter, now), context);
            });
        } catch (Exception | LinkageError | StackOverflowError fault) {
            alarm.raise("could not compare the text of " + sender + " with those of other accounts", fault, now);
        }
    }
}
