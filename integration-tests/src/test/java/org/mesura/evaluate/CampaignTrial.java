/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

import com.google.common.collect.ImmutableList;

/**
 * Sends campaigns, one recipient a message, each from an account of its own that writes ordinary mail meanwhile, and
 * sees which recipient each is noticed by.
 */
final class CampaignTrial {
    private static final int CAMPAIGN_MAILS_PER_ORDINARY = 4;
    private static final int LONGEST_PAUSE_SECONDS = 90;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");

    private final Detector detector;
    private final Prints prints;
    private final ImmutableList<Correspondent> people;
    private final Phrasebook phrasebook;

    CampaignTrial(Detector detector, Prints prints, ImmutableList<Correspondent> people, Phrasebook phrasebook) {
        this.detector = detector;
        this.prints = prints;
        this.people = people;
        this.phrasebook = phrasebook;
    }

    /**
     * What became of one campaign.
     *
     * @param at the number of the first recipient whose copy was taken for mass mail; empty if none was
     * @param disturbed how many ordinary mails were taken for mass mail
     * @param octets what is stored of the account in the end
     */
    record Result(Template template, Level level, int advise, OptionalInt at, int disturbed, int octets) {
        boolean isNoticedBy(int recipient) {
            return at.isPresent() && at.getAsInt() <= recipient;
        }
    }

    /** Sends the template's copies at {@code level} under each threshold; a copy is read once. */
    List<Result> run(Template template, Level level, List<Integer> thresholds) {
        MailMerge merge = new MailMerge(template, level, phrasebook);
        List<Detector.Print> copies = new ArrayList<>();
        List<OrdinaryMail> ordinary = ordinary(template);
        return thresholds.stream()
                .map(advise -> run(template, level, advise, merge, copies, ordinary))
                .toList();
    }

    private Result run(
            Template template,
            Level level,
            int advise,
            MailMerge merge,
            List<Detector.Print> copies,
            List<OrdinaryMail> ordinary) {
        Detector.Account account = detector.account(advise, DAY);
        Random random = Seeds.random(template.text(), level, advise, "pace");
        Instant now = START;
        OptionalInt at = OptionalInt.empty();
        int disturbed = 0;
        for (int recipient = 1; recipient <= 2 * advise && at.isEmpty(); recipient++) {
            now = now.plusSeconds(random.nextInt(LONGEST_PAUSE_SECONDS));
            if (recipient % CAMPAIGN_MAILS_PER_ORDINARY == 0) {
                OrdinaryMail mail = ordinary.get(recipient / CAMPAIGN_MAILS_PER_ORDINARY % ordinary.size());
                boolean taken = account.send(prints.of(mail), List.of("friend" + recipient + "@outside.example"), now);
                disturbed += taken ? 1 : 0;
            }
            if (copies.size() < recipient) {
                copies.add(detector.read(merge.message(recipient)));
            }
            if (account.send(copies.get(recipient - 1), List.of("target" + recipient + "@outside.example"), now)) {
                at = OptionalInt.of(recipient);
            }
        }
        return new Result(template, level, advise, at, disturbed, account.storedOctets());
    }

    /** Mail of one person in time order; then of the next, so that nobody's is used twice before everybody's was. */
    private List<OrdinaryMail> ordinary(Template template) {
        int first = Math.floorMod(Seeds.of(template.text(), "ordinary"), people.size());
        ImmutableList.Builder<OrdinaryMail> mails = ImmutableList.builder();
        for (int person = 0; person < people.size(); person++) {
            mails.addAll(people.get((first + person) % people.size()).mails());
        }
        return mails.build();
    }
}
