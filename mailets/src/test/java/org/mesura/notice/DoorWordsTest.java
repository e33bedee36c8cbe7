/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.bulk.Evidence;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Reason;
import org.mesura.review.Suspension;
import org.mesura.review.Suspension.Cause;

import com.google.common.collect.ImmutableMap;

/** What a refusal says in an SMTP reply; it is 12:25 in Bogotá. */
class DoorWordsTest {
    private static final Instant NOW = Examples.NOW;
    private static final NoticeWriter WRITER = new NoticeWriter(Examples.CITY_HALL, Templates.builtIn());
    private static final Limit LIMIT = new Limit(Measure.MESSAGES, 30, Duration.ofMinutes(1));

    private static final ImmutableMap<String, Reason> REASONS = ImmutableMap.<String, Reason>builder()
            .put("over limit", new Reason.OverLimit(LIMIT, 30, 1, NOW.plusSeconds(61)))
            .put("until one", new Reason.OverLimit(LIMIT, 30, 1, NOW.plusSeconds(45 * 60)))
            .put("until tomorrow", new Reason.OverLimit(LIMIT, 30, 1, NOW.plus(Duration.ofHours(20))))
            .put(
                    "over cap",
                    new Reason.OverCap(
                            Cap.ofDomain("a.example", 1_000, Duration.ofDays(1)),
                            998,
                            5,
                            NOW.plus(Duration.ofHours(2))))
            .put("suspended", suspended(Optional.empty()))
            .put("suspended until", suspended(Optional.of(NOW.plus(Duration.ofHours(1)))))
            .put("never fits", new Reason.NeverFits(Examples.BYTES, 2_500_000_000L))
            .put("too many", new Reason.TooManyRecipients(100, 101))
            .put("bulk", new Reason.Bulk(new Evidence(NOW, 20, 163), 150))
            .buildOrThrow();

    private static Reason suspended(Optional<Instant> until) {
        return new Reason.Suspended(new Suspension(NOW, until, Cause.ADMINISTRATOR));
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', textBlock = """
            ES | over limit      | Límite de 30 mensajes por minuto alcanzado; libre a las 12:27 (hora de Colombia).
            ES | until one       | Límite de 30 mensajes por minuto alcanzado; libre a las 13:10 (hora de Colombia).
            ES | until tomorrow  | Límite de 30 mensajes por minuto alcanzado; libre a partir del miércoles 25 de noviembre a las 08:25 (hora de Colombia).
            ES | over cap        | Límite de 1.000 destinatarios externos por día para todas las cuentas de a.example alcanzado; libre a las 14:25 (hora de Colombia).
            ES | suspended       | Su correo hacia fuera está en pausa hasta que el administrador lo reactive.
            ES | suspended until | Su correo hacia fuera está en pausa; libre a las 13:25 (hora de Colombia).
            ES | never fits      | Demasiado para un solo mensaje: pide 2,5 GB de correo, el límite es de 2 GB de correo por día.
            ES | too many        | Demasiados destinatarios: el máximo es de 100 destinatarios por mensaje.
            ES | bulk            | Es un envío masivo: el máximo es de 150 destinatarios externos con un mismo texto; use una lista o un boletín.
            EN | over limit      | Limit of 30 messages per minute reached; free at 12:27 (Colombia Time).
            EN | until tomorrow  | Limit of 30 messages per minute reached; free from Wednesday 25 November at 08:25 (Colombia Time).
            EN | over cap        | Limit of 1,000 external recipients per day for all accounts of a.example reached; free at 14:25 (Colombia Time).
            EN | suspended       | Your mail to outsiders is paused until the administrator lifts that.
            EN | suspended until | Your mail to outsiders is paused; free at 13:25 (Colombia Time).
            EN | never fits      | Too much for one message: it asks for 2.5 GB of mail, the limit is 2 GB of mail per day.
            EN | too many        | Too many recipients: the maximum is 100 recipients per message.
            EN | bulk            | This is a mass mailing: the maximum is 150 external recipients for one text; use a list or a newsletter.
            PT | over limit      | Limite de 30 mensagens por minuto atingido; livre às 12:27 (Horário da Colômbia).
            PT | until tomorrow  | Limite de 30 mensagens por minuto atingido; livre a partir de quarta-feira, 25 de novembro, às 08:25 (Horário da Colômbia).
            PT | over cap        | Limite de 1.000 destinatários externos por dia para todas as contas de a.example atingido; livre às 14:25 (Horário da Colômbia).
            PT | suspended       | Seu e-mail para fora está em pausa até que o administrador o reative.
            PT | suspended until | Seu e-mail para fora está em pausa; livre às 13:25 (Horário da Colômbia).
            PT | never fits      | Demais para uma só mensagem: pede 2,5 GB de e-mail, o limite é de 2 GB de e-mail por dia.
            PT | too many        | Destinatários demais: o máximo é de 100 destinatários por mensagem.
            PT | bulk            | É um envio em massa: o máximo é de 150 destinatários externos com um mesmo texto; use uma lista ou um boletim.
            """)
    void refusalShouldBeSaidInOneSentence(Language language, String reason, String expected) {
        assertThat(WRITER.atTheDoor(REASONS.get(reason), false, language, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ES | over limit | Por una falla técnica pasajera solo vale ahora una parte.
            EN | over cap   | Because of a passing technical fault only a part of it holds just now.
            PT | over limit | Por uma falha técnica passageira, vale agora só uma parte.
            """)
    void partOfALimitShouldBeSaidToBeOne(Language language, String reason, String addition) {
        Reason why = REASONS.get(reason);

        assertThat(WRITER.atTheDoor(why, true, language, NOW))
                .isEqualTo(WRITER.atTheDoor(why, false, language, NOW) + " " + addition);
        Reason whole = REASONS.get("never fits");
        assertThat(WRITER.atTheDoor(whole, true, language, NOW))
                .isEqualTo(WRITER.atTheDoor(whole, false, language, NOW));
    }

    @Test
    void oneOClockShouldBeSaidAsOne() {
        Instant midnight = Instant.parse("2026-11-24T05:30:00Z");
        Reason untilOne = new Reason.OverLimit(LIMIT, 30, 1, midnight.plus(Duration.ofMinutes(35)));

        assertThat(WRITER.atTheDoor(untilOne, false, Language.ES, midnight)).contains("libre a la 01:05 (");
        assertThat(WRITER.atTheDoor(untilOne, false, Language.PT, midnight)).contains("livre à 01:05 (");
    }
}
