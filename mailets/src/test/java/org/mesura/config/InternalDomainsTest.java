/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InternalDomainsTest {
    @ParameterizedTest
    @CsvSource({
        "alcaldia.example, alcaldia.example, true",
        "alcaldia.example, Alcaldia.EXAMPLE, true",
        "alcaldia.example, sub.alcaldia.example, false",
        "alcaldia.example, notalcaldia.example, false",
        "*.alcaldia.example, alcaldia.example, false",
        "*.alcaldia.example, sub.alcaldia.example, true",
        "*.alcaldia.example, a.b.alcaldia.example, true",
        "*.alcaldia.example, notalcaldia.example, false",
        "*.alcaldia.example, alcaldia.example.attacker.test, false",
        "*.alcaldia.example, *.alcaldia.example, false",
        "*.alcaldia.example, .alcaldia.example, false",
        "alcaldia.example, '', false"
    })
    void domainShouldBeInternalWhenItStandsThereOrIsBelowAStar(String written, String domain, boolean internal) {
        assertThat(InternalDomains.of(List.of("other.example", written)).contains(domain))
                .isEqualTo(internal);
    }
}
