/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.mailet.Edge;
import org.mesura.mailet.Holding;

class HeldActsTest {
    @TempDir
    Path folder;

    @Test
    void mailThatWaitsShouldLeaveWhenItsAccountIsGrantedAPermit() throws Exception {
        Holding holding = new Holding(folder, Holding.SLOW);
        try (Api api = new Api(folder, holding)) {
            for (int number = 1; number <= 4; number++) {
                holding.submit("ana@localhost", "Mail-" + number);
            }
            holding.settle();
            assertThat(api.page("/held").at("/messages").asLong()).isPositive();

            api.put(
                    "/accounts/ana@localhost/permits/fair",
                    "{\"until\": \"%s\", \"externalRecipients\": 100}".formatted(Edge.NOON.plus(Duration.ofDays(1))));
            holding.settle();

            assertThat(api.page("/held").at("/messages").asLong()).isZero();
        }
    }

    @Test
    void decisionsOnHeldMailShouldBeRecordedWithTheAccountAndTheReason() throws Exception {
        Holding holding = new Holding(folder, Holding.SLOW);
        try (Api api = new Api(folder, holding)) {
            for (int number = 1; number <= 4; number++) {
                holding.submit("ana@localhost", "Mail-" + number);
            }
            api.post("/held/Mail-3/release", "");
            api.post("/held/Mail-4/reject", "{\"reason\": \"a newsletter\"}");
            api.post("/held/Mail-5/reject", "");
            var acts = api.page("/acts?account=ana@localhost");

            assertThat(acts).hasSize(2);
            assertThat(acts.at("/0/act").asText()).isEqualTo("POST /mesura/held/Mail-4/reject");
            assertThat(acts.at("/0/reason").asText()).isEqualTo("a newsletter");
            assertThat(acts.at("/1/act").asText()).isEqualTo("POST /mesura/held/Mail-3/release");
            assertThat(acts.at("/1").has("reason")).isFalse();
        }
    }
}
