/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.stories.ServerExtension.address;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the administrator is told. */
class AdministratorStory {
    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.memory().with(TestConfiguration.mesura("""
            <mesura>
              <institution>
                <name>Alcaldía de Ejemplo</name>
                <language>es</language>
                <administrator>soporte@alcaldia.example</administrator>
              </institution>
              <policies>
                <policy name="four"><limit measure="messages" quantity="4" window="1h"/>
                  <overLimit>bounce</overLimit></policy>
              </policies>
              <assignments default="four"/>
            </mesura>
            """));

    @Test
    void administratorShouldGetOneLetterWhenAnAccountGoesOnOverItsLimit() {
        try (Person ana = Person.join(JAMES, "insiste@four.example");
                Person support = Person.known(JAMES, address("soporte"))) {
            for (int letter = 1; letter <= 7; letter++) {
                ana.writeAndAwaitReview("n" + letter + "@outside.example");
            }
            Quiet.await(JAMES);

            assertThat(support.inbox().await(1)).singleElement().satisfies(letter -> {
                assertThat(letter.subject()).isEqualTo("insiste@four.example insiste por encima de su límite (125 %)");
                assertThat(letter.header("Auto-Submitted")).contains("auto-generated");
                assertThat(letter.text())
                        .contains("- Enviado y rechazado: 5 mensajes")
                        .doesNotContain("outside.example");
            });
        }
    }
}
