/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.mailet.base.test.FakeMailContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.config.InternalDomains;

class VisibleOutsidersTest {
    private final VisibleOutsiders visible = new VisibleOutsiders(
            new Insiders(FakeMailContext.defaultContext()), InternalDomains.of(List.of("*.concejo.example")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "To: a@x.example, b@x.example | 2",
                "To: a@x.example / Cc: A@X.example, b@x.example | 2",
                "To: a@x.example / To: b@x.example | 2",
                "Bcc: a@x.example, b@x.example | 0",
                "To: ana@localhost, b@sub.concejo.example, c@x.example | 1",
                "To: undisclosed-recipients:; | 0",
                "To: team: a@x.example, b@x.example; | 2",
                "To: \"Gómez, Ana\" <a@x.example>, =?utf-8?q?Mu=C3=B1oz?= <b@x.example> | 2",
                "To: a@x.example,,, @, nobody, b@x.example, \"unclosed <c@x.example> | 3",
                "To: | 0",
                "Subject: no recipients at all | 0"
            })
    void outsiderShouldBeVisibleWhenToOrCcTellsItsAddress(String head, int count) throws Exception {
        assertThat(visible.in(Edge.message(head.replace(" / ", "\n"), "Text"))).isEqualTo(count);
    }

    @Test
    void thousandsOfAddressesShouldBeCountedEach() throws Exception {
        String all =
                IntStream.range(0, 10_000).mapToObj(i -> "r" + i + "@x.example").collect(Collectors.joining(",\n "));

        assertThat(visible.in(Edge.message("To: " + all, "Text"))).isEqualTo(10_000);
    }
}
