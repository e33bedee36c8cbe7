/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Instant;

import org.mesura.policy.Measure;
import org.mesura.review.Reason;

import com.google.common.collect.ImmutableMap;

/**
 * What templates can say of one occasion: variables by name, in words already; one that does not apply is absent.
 * {@code conf/notices/README.md} tells them to administrators.
 */
final class Facts {
    private static final String WARNING = "warning";
    private static final int LONGEST_SUBJECT = 120;
    private static final int LONGEST_ACCOUNT = 100;

    private Facts() {}

    static ImmutableMap<String, Object> of(Occasion occasion, Institution institution, Wording wording) {
        return ImmutableMap.<String, Object>builder()
                .put("language", wording.language().code())
                .put("label", wording.words().under("label."))
                .put("account", OneLine.of(occasion.sender().account(), LONGEST_ACCOUNT))
                .put("policy", occasion.policy())
                .put("zone", wording.zoneName())
                .putAll(occasion.isAboutOwnLimit() ? ImmutableMap.of("own", true) : ImmutableMap.of())
                .putAll(isReduced(occasion) ? ImmutableMap.of("reduced", true) : ImmutableMap.of())
                .putAll(message(occasion, wording))
                .putAll(tone(occasion.kind(), wording.words()))
                .putAll(new Why(occasion, wording).facts())
                .putAll(Gauges.facts(occasion, wording))
                .putAll(Ways.facts(institution, wording.words()))
                .buildOrThrow();
    }

    /** What is too large for a limit, or for the bulk rule, would be so of the whole. */
    private static boolean isReduced(Occasion occasion) {
        return occasion.reduced()
                && occasion.reason().filter(Reason::endsByItself).isPresent();
    }

    private static ImmutableMap<String, Object> tone(Kind kind, Words words) {
        String tone = tone(kind);
        ImmutableMap.Builder<String, Object> facts = ImmutableMap.builder();
        // a variable of that name says that it is the case
        if (!tone.equals(WARNING)) {
            facts.put(tone, true);
        }
        return facts.put("tone", tone)
                .put("toneName", words.say("tone." + (kind.isRefusal() ? tone : kind.id())))
                .buildOrThrow();
    }

    private static String tone(Kind kind) {
        return switch (kind) {
            case SUSPENDED, REFUSED, BULK_REFUSED, HELD, RETURNED -> "refused";
            case LIFTED, ADVICE, SUMMARY, PERMIT_GRANTED, PERMIT_ENDED -> "advice";
            case DEFERRED, WARNING, PERMIT_NEARLY_USED -> WARNING;
            case ALERT -> kind.id();
        };
    }

    private static ImmutableMap<String, Object> message(Occasion occasion, Wording wording) {
        return occasion.message()
                .<ImmutableMap<String, Object>>map(
                        message -> ImmutableMap.of("message", message(message, occasion.now(), wording)))
                .orElse(ImmutableMap.of());
    }

    private static ImmutableMap<String, Object> message(Message message, Instant now, Wording wording) {
        ImmutableMap.Builder<String, Object> facts = ImmutableMap.builder();
        message.subject()
                .map(subject -> OneLine.of(subject, LONGEST_SUBJECT))
                .filter(subject -> !subject.isEmpty())
                .ifPresent(subject -> facts.put("subject", subject));
        return facts.put("sentAt", wording.moment(message.sentAt(), now))
                .put("recipients", wording.amount(Measure.RECIPIENTS, message.recipients()))
                .buildOrThrow();
    }
}
