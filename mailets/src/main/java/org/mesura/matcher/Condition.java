/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.matcher;

import javax.mail.MessagingException;

import org.apache.mailet.base.GenericMatcher;

import com.google.common.base.CharMatcher;
import com.google.common.base.Strings;
import com.google.common.primitives.Longs;

/** Reads what stands behind {@code =} in a matcher's name, and words what is wrong with it. */
final class Condition {
    private Condition() {}

    static String of(GenericMatcher matcher) {
        return Strings.nullToEmpty(matcher.getCondition()).strip();
    }

    /** The whole number {@code text}, at least 1. */
    static long number(GenericMatcher matcher, String text) throws MessagingException {
        Long number = Longs.tryParse(text.strip());
        if (number == null || number < 1) {
            throw mistake(matcher, "must be a whole number of at least 1");
        }
        return number;
    }

    /** Whole percent, with or without its sign. */
    static long percent(GenericMatcher matcher) throws MessagingException {
        return number(matcher, CharMatcher.is('%').trimTrailingFrom(of(matcher)));
    }

    static MessagingException mistake(GenericMatcher matcher, String rule) {
        return new MessagingException("matcher '%s': the condition %s, got '%s' (conf/mailetcontainer.xml)"
                .formatted(matcher.getClass().getSimpleName(), rule, of(matcher)));
    }
}
