/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import org.mesura.submission.Sender;

/**
 * What shares the cap of an hour, {@link NoticeRules#perHour}: notices to senders have it, and letters about accounts have
 * it too, apart from them, so that a storm of one does not silence the other. Letters about the institution as a whole are
 * few, and what they tell must not go under in it.
 */
public enum Lane {
    NOTICES,
    LETTERS,
    FREE;

    /** The lane of a notice of {@code topic} to {@code sender}, or of a letter about it. */
    public static Lane of(Sender sender, String topic) {
        if (!topic.startsWith(Kind.ALERT.id() + "/")) {
            return NOTICES;
        }
        return sender.equals(Alert.INSTITUTION) ? FREE : LETTERS;
    }
}
