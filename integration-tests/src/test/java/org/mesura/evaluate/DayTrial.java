/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Sends busy days from new accounts, each message to a recipient of its own. */
final class DayTrial {
    static final int ADVISE = 20;

    private static final Duration WINDOW = Duration.ofDays(1);
    private static final int WARMING_MAILS = 12;
    private static final Duration WARMING_PAUSE = Duration.ofHours(4);
    private static final int MAILS_PER_REPLY = 3;
    private static final int SHORT_WORDS = 12;
    private static final Pattern SHORT_LINE = Pattern.compile("\\p{L}\\S*(\\s+\\S+){2,}");

    private final Detector detector;
    private final Prints prints;

    DayTrial(Detector detector, Prints prints) {
        this.detector = detector;
        this.prints = prints;
    }

    /** A footer and the way in which all messages of a day carry it. */
    record Footing(Footer footer, Dress dress, boolean aboveQuote) {
        String name() {
            return footer.id() + " " + dress.form() + (aboveQuote ? " above quote" : " below");
        }

        private String under(String body) {
            return aboveQuote ? footer.aboveQuote(body) : footer.below(body);
        }
    }

    /** Whether a day as it was written gives an alarm. */
    boolean isAlarmed(BusyDay day) {
        return isAlarmed(
                detector.account(ADVISE, WINDOW),
                day,
                day.mails().stream().map(prints::of).toList());
    }

    /** The day's messages with a footer. */
    List<Detector.Print> footed(BusyDay day, Footing footing) {
        return day.mails().stream()
                .map(mail -> read(mail, mail.body(), mail.reply(), footing))
                .toList();
    }

    /** The day's messages cut to a few words of their own, with a footer; no two days' messages say the same. */
    List<Detector.Print> brief(BusyDay day, Footing footing) {
        Set<String> used = new HashSet<>();
        List<Detector.Print> brief = new ArrayList<>();
        for (OrdinaryMail mail : day.mails()) {
            mail.ownWords()
                    .lines()
                    .map(String::strip)
                    .filter(line -> SHORT_LINE.matcher(line).matches() && !line.endsWith(":"))
                    .map(DayTrial::shortened)
                    .filter(used::add)
                    .findFirst()
                    .ifPresent(line -> brief.add(read(mail, line, mail.reply(), footing)));
        }
        return brief;
    }

    /** Other messages of the sender with the same footer, from before the day; a third of them are replies. */
    List<Detector.Print> before(BusyDay day, Footing footing) {
        Set<OrdinaryMail> today = new HashSet<>(day.mails());
        List<OrdinaryMail> others = day.sender().mails().stream()
                .filter(mail -> !today.contains(mail))
                .limit(WARMING_MAILS)
                .toList();
        List<Detector.Print> before = new ArrayList<>();
        for (OrdinaryMail mail : others) {
            before.add(read(mail, mail.body(), before.size() % MAILS_PER_REPLY == 0, footing));
        }
        return before;
    }

    /** Whether the day gives an alarm in an account that sent {@code before} on the two days before it. */
    boolean isAlarmed(BusyDay day, List<Detector.Print> before, List<Detector.Print> mails) {
        Detector.Account account = detector.account(ADVISE, WINDOW);
        Instant now = day.morning().minus(WARMING_PAUSE.multipliedBy(before.size()));
        for (int mail = 0; mail < before.size(); mail++) {
            account.send(before.get(mail), List.of("before" + mail + "@outside.example"), now);
            now = now.plus(WARMING_PAUSE);
        }
        return isAlarmed(account, day, mails);
    }

    private boolean isAlarmed(Detector.Account account, BusyDay day, List<Detector.Print> mails) {
        for (int mail = 0; mail < mails.size(); mail++) {
            if (account.send(mails.get(mail), List.of("day" + mail + "@outside.example"), day.at(mail))) {
                return true;
            }
        }
        return false;
    }

    private Detector.Print read(OrdinaryMail mail, String body, boolean reply, Footing footing) {
        String text = footing.under(body);
        return detector.read(Mime.message(mail.subject(), reply, footing.dress(), text, text));
    }

    private static String shortened(String line) {
        String[] words = line.split("\\s+");
        return String.join(" ", List.of(words).subList(0, Math.min(words.length, SHORT_WORDS)));
    }
}
