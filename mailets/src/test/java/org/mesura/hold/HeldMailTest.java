/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.hold.Mails.ANA;
import static org.mesura.hold.Mails.BETO;
import static org.mesura.hold.Mails.TEN;
import static org.mesura.hold.Mails.mail;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class HeldMailTest {
    @Test
    void mailsShouldBeLookedAfterByWhatTheyWaitForThenByAgeThenByName() {
        HeldMail soon = mail("9", 10);
        HeldMail old = mail("8", ANA, new Waits.ForTurn(TEN.plusSeconds(20)), TEN.minusSeconds(1));
        HeldMail first = mail("1", 20);
        HeldMail second = mail("2", 20);

        assertThat(Stream.of(second, first, old, soon).sorted(HeldMail.IN_ORDER))
                .containsExactly(soon, old, first, second);
    }

    @Test
    void mailShouldBeTheSameButForWhatItWaitsForOrWhoseItIs() {
        HeldMail mail = mail("1", 60);
        Waits.ForDecision decision = new Waits.ForDecision(TEN.plusSeconds(600));

        assertThat(mail.with(decision)).isEqualTo(mail("1", ANA, decision, TEN));
        assertThat(mail.of(BETO)).isEqualTo(mail("1", BETO, mail.waits(), TEN));
    }
}
