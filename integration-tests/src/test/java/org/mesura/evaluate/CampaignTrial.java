/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

import org.mesura.measure.Measures;

import com.google.common.collect.ImmutableList;

/**
 * Sends campaigns, one recipient a message, each from an account of its own that writes ordinary mail meanwhile, and
 * sees which recipient each is noticed by.
 */
final class CampaignTrial {
    private static final int CAMPAIGN_MAILS_PER_ORDINARY = 4;
    private static final int LONGEST_PAUSE_SECONDS = 90;
    private static final int HARDEST_THRESHOLD = 20;
    private static final int LATE = 10;
    private static final long STORED_OCTETS = 48 * 1_024;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");

    private final Apparatus apparatus;
    private final ImmutableList<Correspondent> people;
    private final Phrasebook phrasebook;
    private final CampaignTable table = new CampaignTable();
    private final Figures octets = new Figures();

    CampaignTrial(Apparatus apparatus, ImmutableList<Correspondent> people, Phrasebook phrasebook) {
        this.apparatus = apparatus;
        this.people = people;
        this.phrasebook = phrasebook;
    }

    /** Sends a campaign of each template at each level, under several thresholds; a copy is read once. */
    void run(List<Template> templates, Measures measures) {
        for (Template template : templates) {
            for (Level level : Level.values()) {
                run(new MailMerge(template, level, phrasebook), ordinary(template));
            }
        }
        table.note(measures, apparatus.extent().thresholds());
        measures.note("stored-after-campaign-median", octets.percentile(50), "B");
        measures.atMost("stored-after-campaign-most", octets.percentile(100), "B", STORED_OCTETS);
    }

    /** How many were noticed, and how soon. */
    String table() {
        return table.text(apparatus.extent().thresholds());
    }

    private void run(MailMerge merge, List<OrdinaryMail> ordinary) {
        List<Detector.Print> copies = new ArrayList<>();
        for (int advise : apparatus.extent().thresholds(merge.template().index())) {
            if (advise == HARDEST_THRESHOLD || !merge.level().isForHardestThreshold()) {
                CampaignResult result = run(merge, advise, copies, ordinary);
                table.add(result);
                show(result, merge);
            }
        }
    }

    private CampaignResult run(MailMerge merge, int advise, List<Detector.Print> copies, List<OrdinaryMail> ordinary) {
        Detector.Account account = apparatus.detector().account(advise, DAY);
        Random random = Seeds.random(merge.seed(), advise, "pace");
        Instant now = START;
        OptionalInt at = OptionalInt.empty();
        boolean disturbed = false;
        for (int recipient = 1; recipient <= 2 * advise && at.isEmpty(); recipient++) {
            now = now.plusSeconds(random.nextInt(LONGEST_PAUSE_SECONDS));
            if (recipient % CAMPAIGN_MAILS_PER_ORDINARY == 0) {
                OrdinaryMail mail = ordinary.get(recipient / CAMPAIGN_MAILS_PER_ORDINARY % ordinary.size());
                disturbed |= account.send(apparatus.prints().of(mail), address("friend", recipient), now);
            }
            if (copies.size() < recipient) {
                copies.add(apparatus.detector().read(merge.message(recipient)));
            }
            if (account.send(copies.get(recipient - 1), address("target", recipient), now)) {
                at = OptionalInt.of(recipient);
            }
        }
        octets.add(account.storedOctets());
        return new CampaignResult(merge.template(), merge.level(), advise, at, disturbed);
    }

    private void show(CampaignResult result, MailMerge merge) {
        if (!result.isNoticedBy(result.advise() + LATE)) {
            apparatus
                    .shown()
                    .tell("%s: %s R=%d %s %s seed=%d"
                            .formatted(
                                    result.at().isPresent()
                                            ? "late: by " + result.at().getAsInt()
                                            : "missed",
                                    result.level(),
                                    result.advise(),
                                    result.template().name(),
                                    result.template().kind(),
                                    merge.seed()));
        }
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

    private static List<String> address(String who, int number) {
        return List.of(who + number + "@outside.example");
    }
}
