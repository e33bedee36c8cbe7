/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A footer and the way in which all messages of an account carry it.
 *
 * @param footer the footer
 * @param dress plain text, HTML or both
 * @param aboveQuote whether it stands above what a message quotes, where mail programs put it, or at the very end
 */
record Footing(Footer footer, Dress dress, boolean aboveQuote) {
    /** How many messages an account sends before it is known to use a footer. */
    static final int MAILS_BEFORE = 12;

    private static final int MAILS_PER_REPLY = 3;
    private static final int BRIEF_WORDS = 12;
    private static final Pattern BRIEF_LINE = Pattern.compile("\\p{L}\\S*(\\s+\\S+){2,}");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    static Footing any(List<Footer> footers, Random random) {
        return new Footing(
                footers.get(random.nextInt(footers.size())),
                Dress.usual(Dress.Form.values()[random.nextInt(Dress.Form.values().length)]),
                random.nextBoolean());
    }

    /** The day's messages with the footer. */
    List<byte[]> whole(BusyDay day) {
        return day.mails().stream()
                .map(mail -> message(mail, mail.body(), mail.reply()))
                .toList();
    }

    /** The day's messages cut to a line of at most twelve words, with the footer; no line is used twice. */
    List<byte[]> brief(BusyDay day) {
        Set<String> used = new HashSet<>();
        List<byte[]> brief = new ArrayList<>();
        for (OrdinaryMail mail : day.mails()) {
            mail.ownWords()
                    .lines()
                    .map(String::strip)
                    .filter(line -> BRIEF_LINE.matcher(line).matches() && !line.endsWith(":"))
                    .map(Footing::cut)
                    .filter(used::add)
                    .findFirst()
                    .ifPresent(line -> brief.add(message(mail, line, mail.reply())));
        }
        return brief;
    }

    /** Twelve other messages of the sender with the footer, a third of them replies; fewer if there are not as many. */
    List<byte[]> before(BusyDay day, Random random) {
        List<OrdinaryMail> others = new ArrayList<>(day.sender().mails());
        others.removeAll(new HashSet<>(day.mails()));
        Collections.shuffle(others, random);
        List<byte[]> before = new ArrayList<>();
        for (OrdinaryMail mail : others.subList(0, Math.min(MAILS_BEFORE, others.size()))) {
            before.add(message(mail, mail.body(), before.size() % MAILS_PER_REPLY == 0));
        }
        return before;
    }

    /** Whether an account that sent {@code before} has sent enough to know the footer. */
    static boolean isWarm(List<?> before) {
        return before.size() == MAILS_BEFORE;
    }

    String name() {
        return footer.id() + " " + dress.form() + (aboveQuote ? " above-quote" : " at-end");
    }

    private byte[] message(OrdinaryMail mail, String body, boolean reply) {
        String text = aboveQuote ? footer.aboveQuote(body) : footer.below(body);
        return Mime.message(mail.subject(), reply, dress, text, text);
    }

    private static String cut(String line) {
        List<String> words = List.of(SPACE.split(line));
        return String.join(" ", words.subList(0, Math.min(words.size(), BRIEF_WORDS)));
    }
}
