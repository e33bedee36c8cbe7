/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.ChainLetterRule;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;

class ChainLettersTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final BulkRule RULE = new BulkRule(50, 150, 500, 25, DAY, DAY, BulkAction.REFUSE, 50);
    private static final ChainLetterRule FROM_TEN = new ChainLetterRule(10, HOUR);
    private static final String CHAIN = Texts.words(7, 60);
    private static final String FOOTER = "\n\n" + Texts.words(8, 70);
    private static final String LEGAL = """


            Este mensaje y sus anexos son confidenciales y para uso exclusivo de su destinatario. Si lo recibió por error,
            avise al remitente y bórrelo; queda prohibida su copia o divulgación. La entidad no responde por virus.
            """;

    private final ChainLetters letters = new ChainLetters();
    private final Map<Integer, Campaigns> accounts = new TreeMap<>();

    @Test
    void textShouldBeToldWithItsAccountsAndReachWhenTenSentIt() {
        for (int account = 0; account < 9; account++) {
            assertThat(send(account, CHAIN, TEN.plusSeconds(account), 3)).isEmpty();
        }

        assertThat(send(9, CHAIN, TEN.plusSeconds(9), 13)).hasValueSatisfying(letter -> {
            assertThat(letter.since()).isEqualTo(TEN);
            assertThat(letter.accounts()).isEqualTo(10);
            assertThat(letter.recipients()).isEqualTo(9 * 3 + 13);
            assertThat(letter.reached().keySet()).startsWith(account(9)).contains(account(0));
        });
    }

    @Test
    void accountShouldCountOnceWhenItSendsOften() {
        for (int message = 0; message < 50; message++) {
            assertThat(send(message % 9, CHAIN, TEN.plusSeconds(message), 3)).isEmpty();
        }
    }

    @Test
    void textShouldBeToldAgainWhenTheWindowHasPassedAndItGoesOn() {
        List<Instant> told = new ArrayList<>();
        for (int minute = 0; minute < 180; minute++) {
            Instant now = TEN.plus(Duration.ofMinutes(minute));
            send(minute, CHAIN, now, 1).ifPresent(letter -> told.add(now));
        }

        assertThat(told)
                .containsExactly(
                        TEN.plus(Duration.ofMinutes(9)),
                        TEN.plus(Duration.ofMinutes(69)),
                        TEN.plus(Duration.ofMinutes(129)));
    }

    @Test
    void accountShouldLeaveWhenTheWindowHasPassedSinceItLastSent() {
        sendFrom(0, 9, CHAIN, TEN);
        send(0, CHAIN, TEN.plusSeconds(1), 1);

        assertThat(send(9, CHAIN, TEN.plus(HOUR), 1)).isEmpty();
        assertThat(sendFrom(10, 17, CHAIN, TEN.plus(HOUR)))
                .as("account 0 and 9 and these seven")
                .isEmpty();
        assertThat(sendFrom(17, 18, CHAIN, TEN.plus(HOUR))).isPresent();
    }

    @Test
    void waveShouldBeOneTextWhenNamesCodesLinksAndSomeWordsDiffer() {
        Optional<ChainLetter> told = Optional.empty();
        for (int account = 0; account < 16; account++) {
            String text = "Hola Pedro " + account + ":\n" + reworded(CHAIN, account) + " A" + account
                    + " https://x.example/" + account;
            Optional<ChainLetter> now = send(account, text, TEN, 20);
            told = now.isPresent() ? now : told;
        }

        assertThat(told).isPresent();
    }

    @Test
    void textShouldBeOneWhenEachSignsIt() {
        for (int account = 0; account < 9; account++) {
            send(account, CHAIN + "\n\n" + Texts.words(900 + account, 6), TEN, 1);
        }

        assertThat(send(9, CHAIN + "\n\n" + Texts.words(909, 6), TEN, 1)).isPresent();
    }

    @Test
    void textShouldBeFoundUnderALegalAndAMarketingFooterToo() {
        assertThat(sendFrom(0, 10, CHAIN + FOOTER + LEGAL, TEN)).isPresent();
    }

    /** Cold start: nobody sent anything before, so no account knows its footer. */
    @Test
    @Tag("slow")
    void ordinaryMailUnderOneFooterShouldNotBeOneText() {
        for (String footer : List.of(LEGAL, FOOTER, FOOTER + LEGAL, LEGAL + FOOTER)) {
            ordinaryMail(footer, 1, 400);
        }
    }

    @Test
    @Tag("slow")
    void ordinaryMailUnderOneFooterShouldNotBeOneTextWhenFootersAreKnown() {
        for (String footer : List.of(LEGAL, FOOTER, FOOTER + LEGAL)) {
            ordinaryMail(footer, 8, 60);
        }
    }

    @Test
    void setPhrasesAboveOneFooterShouldNotBeOneText() {
        for (int account = 0; account < 100; account++) {
            String text = "Por medio de la presente me permito remitir el " + Texts.words(2_000 + account, 15);
            assertThat(send(account, text + "\n\nQuedo atento a sus comentarios." + FOOTER, TEN, 1))
                    .isEmpty();
        }
    }

    @Test
    void bannerAboveTheSignatureShouldNotMakeOneText() {
        for (int account = 0; account < 100; account++) {
            String name = "\n\n" + Texts.words(6_000 + account, 5);
            assertThat(send(account, Texts.words(5_000 + account, 6) + FOOTER + name + "\n" + CHAIN, TEN, 1))
                    .isEmpty();
        }
    }

    @Test
    void fewWordsShouldNotBeOneTextWhateverStandsBelowThem() {
        for (int account = 0; account < 100; account++) {
            assertThat(send(account, "Recibido, muchas gracias." + LEGAL, TEN, 1))
                    .isEmpty();
            assertThat(send(account, "Recibido, muchas gracias.", TEN, 1)).isEmpty();
            assertThat(send(account, "Cordialmente,\n" + Texts.words(3_000 + account, 4) + FOOTER, TEN, 1))
                    .isEmpty();
        }
    }

    @Test
    void fewWordsAboveAFooterShouldNotBeOneTextWhenOneAccountIsKnownToEndItsMailSo() {
        for (int message = 0; message < 6; message++) {
            send(500, Texts.words(4_000 + message, 20) + FOOTER, TEN, 1);
        }

        assertThat(sendFrom(0, 30, "Recibido." + FOOTER, TEN)).isEmpty();
    }

    @Test
    @Tag("slow")
    void smallestTextShouldGoWhenThereIsNoRoom() {
        sendFrom(0, 9, CHAIN, TEN);
        for (int text = 0; text < ChainLetters.KEPT + 100; text++) {
            send(1_000 + text, Texts.words(10_000 + text, 30), TEN, 1);
        }

        assertThat(letters.size()).isEqualTo(ChainLetters.KEPT);
        assertThat(send(9, CHAIN, TEN, 1)).isPresent();
    }

    @Test
    void textShouldHaveTheAccountsThatSentItLastWhenTheyAreMany() {
        ChainLetterRule far = new ChainLetterRule(Spread.ACCOUNTS_KEPT, HOUR);
        for (int account = 0; account < Spread.ACCOUNTS_KEPT + 49; account++) {
            letters.add(fresh(CHAIN, 1), account(account), new ChainLetterRule(1_000, HOUR), TEN);
        }

        assertThat(letters.add(fresh(CHAIN, 1), account(999), far, TEN))
                .hasValueSatisfying(letter -> assertThat(letter.reached().keySet())
                        .hasSize(Spread.ACCOUNTS_KEPT)
                        .contains(account(50), account(999))
                        .doesNotContain(account(49)));
    }

    @Test
    void textsShouldBeForgottenWhenTheWindowHasPassed() {
        for (int text = 0; text < 100; text++) {
            send(text, Texts.words(10_000 + text, 30), TEN, 1);
        }
        send(0, CHAIN, TEN.plus(HOUR), 1);

        assertThat(letters.size()).isEqualTo(1);
    }

    @Test
    void textShouldBeToldAlikeWhenTheClockWentBack() {
        sendFrom(0, 9, CHAIN, TEN.plus(DAY));

        assertThat(sendFrom(9, 10, CHAIN, TEN)).as("of another time").isEmpty();
        assertThat(sendFrom(10, 19, CHAIN, TEN)).isPresent();
    }

    @Test
    void textShouldBeToldAlikeWhenThreadsOvertakeEachOther() {
        sendFrom(0, 9, CHAIN, TEN);

        assertThat(send(9, CHAIN, TEN.minusMillis(300), 1)).isPresent();
    }

    @Test
    @Tag("slow")
    void eachTextShouldBeToldOnceWhenManyThreadsSendIt() throws Exception {
        int threads = 8;
        List<Callable<Long>> work = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            work.add(() -> LongStream.range(0, 200)
                    .filter(step -> letters.add(
                                    fresh(Texts.words(20_000 + step % 10, 40), 1),
                                    account((int) (number + threads * (step / 10))),
                                    FROM_TEN,
                                    TEN)
                            .isPresent())
                    .count());
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long told = 0;
            for (Future<Long> each : pool.invokeAll(work)) {
                told += each.get();
            }
            assertThat(told).isEqualTo(10);
        } finally {
            pool.shutdownNow();
        }
        assertThat(letters.size()).isEqualTo(10);
    }

    private void ordinaryMail(String footer, int messagesEach, int senders) {
        long seed = footer.hashCode();
        Random random = new Random(seed);
        for (int message = 0; message < messagesEach * senders; message++) {
            int account = message % senders;
            String own = Texts.words(random.nextLong(), 4 + random.nextInt(60));
            assertThat(send(account, own + footer, TEN.plusSeconds(message), 1))
                    .as("message %s under footer of seed %s", message, seed)
                    .isEmpty();
        }
    }

    private Optional<ChainLetter> sendFrom(int first, int end, String text, Instant now) {
        Optional<ChainLetter> told = Optional.empty();
        for (int account = first; account < end; account++) {
            Optional<ChainLetter> latest = send(account, text, now, 1);
            told = latest.isPresent() ? latest : told;
        }
        return told;
    }

    private Optional<ChainLetter> send(int account, String text, Instant now, int outsiders) {
        Sighting sighting = sight(account, text, now, outsiders);
        accounts.put(account, sighting.entered());
        return sighting.sentText().flatMap(sent -> letters.add(sent, account(account), FROM_TEN, now));
    }

    /** As of an account that sent nothing before. */
    private static SentText fresh(String text, int outsiders) {
        return Campaigns.NONE
                .sight(Texts.fingerprint(text), outsiders(0, outsiders), RULE, TEN)
                .sentText()
                .orElseThrow();
    }

    private Sighting sight(int account, String text, Instant now, int outsiders) {
        return accounts.getOrDefault(account, Campaigns.NONE)
                .sight(Texts.fingerprint(text), outsiders(account, outsiders), RULE, now);
    }

    private static Recipients outsiders(int account, int number) {
        return Recipients.of(
                0,
                LongStream.range(0, number)
                        .map(outsider -> 1_000L * account + outsider)
                        .toArray());
    }

    private static Sender account(int number) {
        return new Sender("a" + number + "@alcaldia.example");
    }

    /** Each twentieth word of it replaced. */
    private static String reworded(String text, int seed) {
        Random random = new Random(seed);
        return Stream.of(text.split(" "))
                .map(word -> random.nextInt(20) == 0 ? Texts.words(random.nextLong(), 1) : word)
                .reduce((one, other) -> one + " " + other)
                .orElseThrow();
    }

    @Test
    void textsOfAnotherTimeShouldBeForgottenWhenTheClockWentBack() {
        sendFrom(0, 1, CHAIN, TEN.plus(DAY));
        sendFrom(1, 2, CHAIN, TEN);

        assertThat(letters.size()).isEqualTo(1);
    }
}
