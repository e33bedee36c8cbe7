/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;

class WordingTest {
    private static final Templates TEMPLATES = Templates.builtIn();
    private static final Instant NOW = Examples.NOW;

    @ParameterizedTest(name = "{0}: {1} of {2} -> {3}")
    @CsvSource({
        "ES, 1, RECIPIENTS, 1 destinatario",
        "ES, 0, RECIPIENTS, 0 destinatarios",
        "ES, 2, RECIPIENTS, 2 destinatarios",
        "ES, 1, EXTERNAL_RECIPIENTS, 1 destinatario externo",
        "ES, 12500, MESSAGES, 12.500 mensajes",
        "ES, 1500000000, BYTES, '1,5 GB de correo'",
        "ES, 2000000000, BYTES, 2 GB de correo",
        "ES, 512, BYTES, '0,5 kB de correo'",
        "EN, 1, MESSAGES, 1 message",
        "EN, 1000, RECIPIENTS, '1,000 recipients'",
        "EN, 431500000, BYTES, 431.5 MB of mail",
        "PT, 1, EXTERNAL_RECIPIENTS, 1 destinatário externo",
        "PT, 1000, MESSAGES, 1.000 mensagens",
    })
    void amountShouldReadAsPeopleSayIt(Language language, long quantity, Measure measure, String expected) {
        assertThat(wording(language).amount(measure, quantity)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource({
        "ES, PT1M, 5 mensajes por minuto",
        "ES, PT1H, 5 mensajes por hora",
        "ES, PT24H, 5 mensajes por día",
        "ES, PT5M, 5 mensajes cada 5 minutos",
        "ES, PT90M, 5 mensajes cada 1 hora y 30 minutos",
        "EN, PT10S, 5 messages every 10 seconds",
        "EN, PT168H, 5 messages every 7 days",
        "PT, PT2H, 5 mensagens a cada 2 horas",
    })
    void limitShouldReadAsPeopleSayIt(Language language, Duration window, String expected) {
        assertThat(wording(language).limit(new Limit(Measure.MESSAGES, 5, window)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource({
        "ES, PT2H10M, 2 horas y 10 minutos",
        "ES, PT1H, 1 hora",
        "ES, PT1M, 1 minuto",
        "ES, PT0S, 1 minuto",
        "ES, PT-5S, 1 minuto",
        "ES, PT60.000000001S, 2 minutos",
        "ES, PT59M0.001S, 1 hora",
        "ES, PT25H1M, 1 día y 1 hora",
        "EN, PT48H, 2 days",
        "EN, PT1H1M, 1 hour and 1 minute",
        "PT, PT26H, 1 dia e 2 horas",
    })
    void waitShouldBeRoundedUpToTheMinute(Language language, Duration wait, String expected) {
        assertThat(wording(language).wait(NOW, NOW.plus(wait))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource({
        "ES, 2026-11-24T19:35:00Z, martes 24 de noviembre a las 14:35",
        "ES, 2026-11-25T06:05:00Z, miércoles 25 de noviembre a la 01:05",
        "ES, 2027-01-02T17:00:00Z, sábado 2 de enero de 2027 a las 12:00",
        "EN, 2026-11-24T19:35:00Z, Tuesday 24 November at 14:35",
        "PT, 2026-11-24T19:35:00Z, 'terça-feira, 24 de novembro, às 14:35'",
        "PT, 2026-11-25T06:05:00Z, 'quarta-feira, 25 de novembro, à 01:05'",
    })
    void momentShouldBeToldInTheInstitutionsZone(Language language, Instant instant, String expected) {
        assertThat(wording(language).moment(instant, NOW)).isEqualTo(expected);
    }

    @Test
    void minuteShouldNeverBeBeforeTheInstant() {
        assertThat(Wording.minute(Instant.parse("2026-11-24T19:35:00Z"))).isEqualTo("2026-11-24T19:35:00Z");
        assertThat(Wording.minute(Instant.parse("2026-11-24T19:35:00.000000001Z")))
                .isEqualTo("2026-11-24T19:36:00Z");
    }

    private static Wording wording(Language language) {
        return new Wording(language, Examples.ZONE, TEMPLATES.words(language));
    }
}
