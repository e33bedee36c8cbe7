/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import org.mesura.submission.Sender;

/**
 * What shares the cap of an hour, {@link NoticeRules#perHour}: notices to senders have it, and letters about accounts have
 * it too, apart from them, so that a storm of one does not silence the other. Letters about the institution as a whole are
 * few, and what they tell must not go under in it; but chain letters are as many as somebody writes texts, so that theirs
 * are among the letters about accounts.
 */
public enum Lane {
    NOTICES,
    LETTERS,
    FREE;

    private static final String ALERTS = Kind.ALERT.id() + "/";
    private static final String CHAIN_LETTERS = ALERTS + Alert.OfChainLetter.ID + "/";

    /** The lane of a notice of {@code topic} to {@code sender}, or of a letter about it. */
    public static Lane of(Sender sender, String topic) {
        if (!topic.startsWith(ALERTS)) {
            return NOTICES;
        }
        return sender.equals(Alert.INSTITUTION) && !topic.startsWith(CHAIN_LETTERS) ? FREE : LETTERS;
    }
}
