/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import com.google.common.collect.ImmutableList;

/**
 * One sender of ordinary mail.
 *
 * @param file the file the mail stands in
 * @param index the sender's place there
 * @param address the sender's address, or what stands for it
 * @param mails what was sent, in time order
 */
record Correspondent(String file, int index, String address, ImmutableList<OrdinaryMail> mails) {
    private static final int OFTEN = 20;
    private static final Pattern NO_LETTERS = Pattern.compile("\\P{L}+");
    private static final int REPEATED_PERCENT = 25;
    private static final Pattern MACHINE = Pattern.compile(
            "(?i)rss|daemon|bugzilla|no[._-]?reply|no\\.address|newsletter|announce|^40|mailer|bounce|^root@|cron");

    Half half() {
        return Half.of(address);
    }

    /** The sender's name, which says nothing of who it is. */
    String name() {
        return file + "#" + index;
    }

    /** Whether this is a person who writes often: no list server, no newsletter, nobody who repeats the same text. */
    boolean isBusyPerson() {
        if (mails.size() < OFTEN || MACHINE.matcher(address).find()) {
            return false;
        }
        Map<String, Integer> texts = new HashMap<>();
        // a report of each day differs in its figures only
        mails.forEach(mail -> texts.merge(NO_LETTERS.matcher(mail.body()).replaceAll(""), 1, Integer::sum));
        int repeated = texts.values().stream()
                .filter(times -> times > 1)
                .mapToInt(Integer::intValue)
                .sum();
        return repeated * 100 <= mails.size() * REPEATED_PERCENT;
    }

    /** On how many days something was sent. */
    long days() {
        return mails.stream()
                .map(mail -> LocalDate.ofInstant(mail.at(), ZoneOffset.UTC))
                .distinct()
                .count();
    }
}
