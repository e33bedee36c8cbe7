/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.time.Duration;

import org.mesura.notice.Language;
import org.mesura.notice.NoticeRules;
import org.mesura.policy.Exemptions;
import org.mesura.policy.Mode;
import org.mesura.policy.Presets;

/** The defaults that belong to the file alone; those of policies are in {@link Presets}, of notices in NoticeRules. */
final class Defaults {
    static final Mode MODE = Mode.ENFORCE;
    static final Language LANGUAGE = Language.ES;
    static final String INSTITUTION = institution(LANGUAGE);
    static final NoticeRules NOTICES = NoticeRules.DEFAULT;
    static final Duration DEFERRED_AFTER = Duration.ofSeconds(10);
    /** Later than this a sender would wonder where the mail is. */
    static final Duration LATEST_DEFERRED = Duration.ofMinutes(10);

    static final int RECIPIENTS_PER_MESSAGE = Presets.RECIPIENTS_PER_MESSAGE;
    static final Duration CAP_WINDOW = Duration.ofDays(1);
    static final String PERMIT_TIER = "communications";
    static final boolean EXEMPT_COUNT_IN_CAPS = Exemptions.NONE.countInCaps();
    static final StoreKind STORE = StoreKind.EMBEDDED;

    private Defaults() {}

    /** How an institution without a name is called in its language. */
    static String institution(Language language) {
        return switch (language) {
            case ES -> "la institución";
            case EN -> "the institution";
            case PT -> "a instituição";
        };
    }
}
