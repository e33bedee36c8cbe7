/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.submission.Recipients;

class CampaignsTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final BulkRule RULE = new BulkRule(50, 150, 500, 25, DAY, DAY, BulkAction.REFUSE, 50);
    private static final Fingerprint CIRCULAR = Texts.numbered(7);
    private static final String BODY = Texts.words(7, 60);
    private static final String FOOTER = "\n\n" + Texts.words(8, 70);

    private Campaigns campaigns = Campaigns.NONE;

    @Test
    void evidenceShouldCountDistinctRecipients() {
        send(CIRCULAR, Recipients.of(3, 1, 2, 3), TEN);
        send(CIRCULAR, Recipients.of(0, 3, 4), TEN.plusSeconds(1));

        assertThat(evidence(CIRCULAR, Recipients.of(0, 4, 5), TEN.plusSeconds(2)))
                .isEqualTo(new Evidence(TEN, 3, 5));
    }

    @Test
    void otherTextShouldBeAnotherCampaign() {
        send(CIRCULAR, Recipients.of(0, 1, 2, 3), TEN);

        assertThat(evidence(Texts.numbered(8), Recipients.of(0, 4), TEN)).isEqualTo(new Evidence(TEN, 1, 1));
    }

    @Test
    void mailMergeShouldBeOneCampaign() {
        for (int mail = 0; mail < 20; mail++) {
            send(merged(mail), Recipients.of(0, mail), TEN);
        }

        assertThat(evidence(merged(20), Recipients.of(0, 20), TEN).recipients()).isEqualTo(21);
    }

    @Test
    void rewordedTextsShouldBeOneCampaignByWhatTheyHaveInCommon() {
        for (int mail = 0; mail < 30; mail++) {
            send(reworded(mail), Recipients.of(0, mail), TEN);
        }

        assertThat(evidence(reworded(30), Recipients.of(0, 30), TEN).recipients())
                .isGreaterThan(25);
    }

    @Test
    void shortAnswersUnderOneFooterShouldNotBeOneCampaign() {
        long widest = 0;
        for (int mail = 0; mail < 40; mail++) {
            Fingerprint answer = Texts.fingerprint(Texts.words(1_000 + mail, 8 + mail % 20) + FOOTER);
            widest = Math.max(widest, send(answer, Recipients.of(0, mail), TEN).recipients());
        }

        assertThat(widest).isLessThanOrEqualTo(Footers.ENOUGH);
    }

    @Test
    void campaignShouldNotTeachItsOwnTextAsAFooter() {
        for (int mail = 0; mail < 200; mail++) {
            send(Texts.fingerprint("Pedro Pérez " + mail + "\n" + BODY), Recipients.of(0, mail), TEN);
        }

        assertThat(campaigns.footers().lengthIn(Texts.fingerprint(BODY).ending()))
                .isZero();
    }

    @Test
    void campaignShouldBeFoundUnderAFooterToo() {
        for (int mail = 0; mail < 10; mail++) {
            send(Texts.fingerprint(Texts.words(1_000 + mail, 20) + FOOTER), Recipients.of(0, 500 + mail), TEN);
        }
        for (int mail = 0; mail < 20; mail++) {
            send(Texts.fingerprint("Hola Ana " + mail + ":\n" + BODY + FOOTER), Recipients.of(0, mail), TEN);
        }

        assertThat(evidence(Texts.fingerprint("Hola Eva:\n" + BODY + FOOTER), Recipients.of(0, 20), TEN)
                        .recipients())
                .isEqualTo(21);
    }

    @Test
    void lettersToAddresseesByNameShouldBeOneCampaign() {
        for (int mail = 0; mail < 20; mail++) {
            String addressee = "Señora\nMaría " + Texts.words(300 + mail, 2) + "\nCarrera " + mail
                    + " n.º 4-25\nBarrio " + Texts.words(500 + mail, 2) + "\n\nEstimada señora María:\n\n";
            send(Texts.fingerprint(addressee + BODY + FOOTER), Recipients.of(0, mail), TEN);
        }

        assertThat(evidence(Texts.fingerprint("Estimado señor:\n\n" + BODY + FOOTER), Recipients.of(0, 20), TEN)
                        .recipients())
                .isEqualTo(21);
    }

    @Test
    void otherFilesUnderTheSameFewWordsShouldBeOtherMail() {
        for (int mail = 0; mail < 10; mail++) {
            send(Texts.fingerprint(Texts.words(1_000 + mail, 20) + FOOTER), Recipients.of(0, 500 + mail), TEN);
        }
        send(receipt("uno"), Recipients.of(0, 1), TEN);
        send(receipt("uno"), Recipients.of(0, 2), TEN);

        assertThat(evidence(receipt("uno"), Recipients.of(0, 3), TEN).recipients())
                .isEqualTo(3);
        assertThat(evidence(receipt("dos"), Recipients.of(0, 3), TEN).recipients())
                .isEqualTo(1);
    }

    @Test
    void fewEqualWordsShouldBeOneCampaignThatMayReachMore() {
        Fingerprint thanks = Texts.fingerprint("Recibido, muchas gracias.");
        send(thanks, Recipients.of(0, 1), TEN);

        Sighting sighting = campaigns.sight(thanks, Recipients.of(0, 2), RULE, TEN);

        assertThat(sighting.mayReachMore()).isTrue();
        assertThat(sighting.evidence().recipients()).isEqualTo(2);
    }

    @Test
    void forwardedTextMayReachMoreWhenItIsFirstSeen() {
        Fingerprint forwarded = Texts.fingerprint("Para su información.\n\n> " + BODY);

        assertThat(campaigns.sight(forwarded, Recipients.of(0, 1), RULE, TEN).mayReachMore())
                .isTrue();
    }

    @Test
    void textOfItsSendersOwnMayNotReachMore() {
        assertThat(campaigns.sight(CIRCULAR, Recipients.of(0, 1), RULE, TEN).mayReachMore())
                .isFalse();
    }

    @Test
    void fewWordsUnderOtherSubjectsShouldBeOtherCampaigns() {
        send(Texts.ofMessage("Subject: licencia de obra\r\n\r\nRecibido."), Recipients.of(0, 1), TEN);

        assertThat(evidence(Texts.ofMessage("Subject: pago del predial\r\n\r\nRecibido."), Recipients.of(0, 2), TEN)
                        .recipients())
                .isEqualTo(1);
    }

    @Test
    void recipientShouldLeaveWhenTheWindowHasPassedSinceItWasLastWrittenTo() {
        send(CIRCULAR, Recipients.of(0, 1, 2), TEN);
        send(CIRCULAR, Recipients.of(0, 2), TEN.plusSeconds(10));

        assertThat(evidence(CIRCULAR, Recipients.of(0, 3), TEN.plus(DAY)))
                .isEqualTo(new Evidence(TEN.plusSeconds(10), 2, 2));
    }

    @Test
    void evidenceShouldHoldInAStreamThatRollsOnForDays() {
        var now = TEN;
        for (int message = 0; message < 400; message++) {
            send(CIRCULAR, Recipients.of(0, message), now);
            now = now.plus(Duration.ofMinutes(30));
        }

        // 47 of the half-hourly ones are less than a day old, and the one that asks
        assertThat(evidence(CIRCULAR, Recipients.of(0, 9_999), now).recipients())
                .isEqualTo(48);
    }

    @Test
    void recipientsOfAMessageShouldMergeWithThoseKnown() {
        Random random = new Random(5);
        var expected = new java.util.HashSet<Long>();
        for (int message = 0; message < 60; message++) {
            long[] recipients = random.longs(1 + random.nextInt(9), 0, 200).toArray();
            for (long recipient : recipients) {
                expected.add(recipient);
            }
            send(CIRCULAR, Recipients.of(0, recipients), TEN);

            assertThat(campaigns.all().get(0).recipients().asList())
                    .containsExactlyElementsOf(expected.stream().sorted().toList());
        }
    }

    @Test
    @Tag("slow")
    void campaignShouldNotBeFlushedOutByOtherTexts() {
        send(CIRCULAR, Recipients.of(0, 1, 2, 3), TEN);
        for (int text = 1_000; text < 3_000; text++) {
            send(Texts.numbered(text), Recipients.of(0, text), TEN.plusSeconds(text));
        }

        assertThat(evidence(CIRCULAR, Recipients.of(0, 4), TEN.plusSeconds(3_000))
                        .recipients())
                .isEqualTo(4);
    }

    @Test
    void recipientsOfAllCampaignsShouldBeBounded() {
        for (int text = 0; text < 20; text++) {
            for (int message = 0; message < 10; message++) {
                long first = 10_000L * text + 100 * message;
                send(
                        Texts.numbered(text),
                        Recipients.of(0, new Random(first).longs(40).toArray()),
                        TEN);
            }
        }

        assertThat(campaigns.all().stream()
                        .mapToInt(campaign -> campaign.recipients().length())
                        .sum())
                .isBetween(1_000, 1_500);
    }

    @Test
    void reachingShouldListTheWidestFirst() {
        send(CIRCULAR, Recipients.of(0, 1, 2), TEN);
        send(Texts.numbered(8), Recipients.of(0, 1, 2, 3), TEN);
        send(Texts.numbered(9), Recipients.of(0, 1), TEN);

        assertThat(campaigns.reaching(2, DAY, TEN)).containsExactly(new Evidence(TEN, 1, 3), new Evidence(TEN, 1, 2));
    }

    @Test
    void clockThatGoesBackShouldKeepRecipientsForTheWindowAtMost() {
        send(CIRCULAR, Recipients.of(0, 1, 2), TEN.plus(Duration.ofDays(3_650)));
        campaigns = campaigns.asOf(TEN);

        assertThat(evidence(CIRCULAR, Recipients.of(0, 3), TEN).recipients()).isEqualTo(3);
        assertThat(evidence(CIRCULAR, Recipients.of(0, 3), TEN.plus(DAY)).recipients())
                .isEqualTo(1);
    }

    @Test
    void joinedCampaignsShouldBeOneWhereTheirTextsAreAlike() {
        send(merged(1), Recipients.of(0, 1, 2), TEN);
        Campaigns first = campaigns;
        campaigns = Campaigns.NONE;
        send(merged(2), Recipients.of(0, 2, 3), TEN);
        campaigns = first.joinedTo(campaigns);

        assertThat(evidence(merged(3), Recipients.of(0, 4), TEN)).isEqualTo(new Evidence(TEN, 3, 4));
    }

    private Evidence send(Fingerprint text, Recipients recipients, Instant at) {
        Sighting sighting = campaigns.sight(text, recipients, RULE, at);
        campaigns = sighting.entered();
        return sighting.evidence();
    }

    private Evidence evidence(Fingerprint text, Recipients recipients, Instant at) {
        return campaigns.sight(text, recipients, RULE, at).evidence();
    }

    private static Fingerprint receipt(String file) {
        return Texts.ofMessage(
                "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n"
                        + "Adjunto su recibo." + FOOTER
                        + "\r\n--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\n" + file
                        + "\r\n--x--\r\n");
    }

    /** A mail of a merge: name, code, link, a sentence of its own somewhere. */
    private static Fingerprint merged(int mail) {
        String[] words = BODY.split(" ");
        Random random = new Random(mail);
        StringBuilder text = new StringBuilder("Estimada Ana" + mail + ":\n\n");
        int place = random.nextInt(words.length);
        for (int index = 0; index < words.length; index++) {
            text.append(words[index]).append(random.nextInt(8) == 0 ? "\n" : " ");
            if (index == place) {
                text.append(Texts.words(100 + mail, 9)).append(' ');
            }
        }
        return Texts.fingerprint(
                text + "\nhttps://a.example/" + random.nextInt() + " " + random.nextInt(900) + ",00 €");
    }

    /** The body with each tenth word replaced. */
    private static Fingerprint reworded(int mail) {
        Random random = new Random(mail);
        String[] words = Texts.words(7, 120).split(" ");
        for (int index = 0; index < words.length; index++) {
            if (random.nextInt(10) == 0) {
                words[index] = Texts.words(random.nextInt(), 1);
            }
        }
        return Texts.fingerprint(String.join(" ", words));
    }
}
