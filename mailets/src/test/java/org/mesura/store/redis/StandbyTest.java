/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.recipients;
import static org.mesura.review.Requests.request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;

class StandbyTest {
    @ParameterizedTest(name = "{0} of {1} for a message to {2} is {3}")
    @CsvSource({
        "0.5, 500, 1, 250",
        "0.5, 501, 1, 250",
        "1, 500, 1, 500",
        "0.333, 1000, 1, 333",
        "0.5, 1, 1, 1",
        "0.001, 10, 1, 1",
        "0.5, 100, 80, 80",
        "0.5, 100, 100, 100",
        "0.5, 100, 101, 50",
        "0.5, 1000000000000000, 1, 500000000000000"
    })
    void limitShouldBeAPartOfWhatItIs(double factor, long quantity, int asked, long part) {
        var terms = Standby.local(factor)
                .under(request("1", recipients(quantity, HOUR))
                        .to(asked, 0, 0)
                        .capped(Cap.ofInstitution(quantity, DAY))
                        .build())
                .terms();

        assertThat(terms.policy().limits()).containsExactly(recipients(part, HOUR));
        assertThat(terms.exempt()).isFalse();
    }

    @Test
    void capShouldBeAPartOfWhatItIs() {
        var terms = Standby.local(0.25)
                .under(request("1")
                        .to(0, 1, 2)
                        .capped(Cap.ofDomain("alcaldia.example", 100, DAY))
                        .build())
                .terms();

        assertThat(terms.caps()).containsExactly(Cap.ofDomain("alcaldia.example", 25, DAY));
    }

    @Test
    void passingShouldRecordWithoutLimiting() {
        var request = request("1", recipients(10, HOUR)).build();
        var passed = Standby.pass().under(request);

        assertThat(passed.terms().exempt()).isTrue();
        assertThat(passed.terms().policy().limits()).extracting(Limit::quantity).containsExactly(10L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, 1.01})
    void factorOutsideItsRangeShouldBeRejected(double factor) {
        assertThatThrownBy(() -> Standby.local(factor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'localFactor' must be more than 0 and at most 1, got '" + factor + "'");
    }
}
