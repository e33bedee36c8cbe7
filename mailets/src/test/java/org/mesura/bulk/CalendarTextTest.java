/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BEGIN:VCALENDAR¶UID:1¶SUMMARY:Reunión¶DTSTART:20260302T100000Z¶LOCATION:Sala 2 | Reunión¶Sala 2¶",
                "summary;LANGUAGE=es;ALTREP=\"a:b\":Acta\\, anexo\\nfirma | Acta, anexo¶firma¶",
                "SUMMARY:Reu¶ nión de¶\t hoy¶DESCRIPTION: a:b | Reunión de hoy¶ a:b¶",
                "BEGIN:VCALENDAR¶UID:1 | BEGIN:VCALENDAR¶UID:1",
                "Gane un premio: hoy | Gane un premio: hoy",
            })
    void invitationShouldBeWhatItSays(String calendar, String text) {
        assertThat(CalendarText.of(calendar.replace("¶", "\n"))).isEqualTo(text.replace("¶", "\n"));
    }

    @Test
    void longParametersShouldNotTakeTime() {
        var calendar = "SUMMARY;" + "\"a\"".repeat(100_000);

        assertThat(CalendarText.of(calendar)).isEqualTo(calendar);
    }
}
