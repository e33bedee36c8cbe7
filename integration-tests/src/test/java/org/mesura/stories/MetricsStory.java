/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.Await;

/** What monitoring reads of a server, as {@code conf/} ships it. */
class MetricsStory {
    @RegisterExtension
    static final ServerExtension JAMES = ServerExtension.refusingAtTheDoor().with(TestConfiguration.mesura("""
            <mesura>
              <policies>
                <policy name="two"><limit measure="messages" quantity="2" window="1h"/>
                  <overLimit>defer</overLimit></policy>
              </policies>
              <caps><institution externalRecipients="10" window="1d"/></caps>
              <assignments default="two"/>
            </mesura>
            """));

    private static final Pattern SAMPLE = Pattern.compile("(?m)^(mesura_\\w+?)(_count)?(\\{[^}]*})? ([-0-9.E]+)$");

    @Test
    void everyMetricShouldBeThereAsItIsDocumentedAndNoOther() {
        try (Person ana = Person.join(JAMES, "mide@two.example")) {
            ana.writeAndAwaitReview("eva@outside.example");
            ana.writeAndAwaitReview("leo@outside.example");
            ana.write("pia@outside.example");
            Await.until(Duration.ofSeconds(30), "a message that is deferred, and its turn in the cap", () -> {
                String shown = metrics();
                return shown.contains("mesura_reviews_defer_total 1.0")
                        && shown.contains("mesura_caps_fullestPercent 30.0");
            });
            String shown = metrics();

            assertThat(DocumentedMetrics.unknown(names(shown)))
                    .as("metrics that operations.md does not tell of")
                    .isEmpty();
            assertThat(DocumentedMetrics.patterns())
                    .as("metrics that operations.md tells of")
                    .allSatisfy(metric -> assertThat(names(shown)).anyMatch(name -> name.matches(metric)));
            assertThat(shown)
                    .containsPattern("(?m)^mesura_reviews_accept_total 2\\.0$")
                    .containsPattern("(?m)^mesura_reasons_overLimit_total 1\\.0$")
                    .containsPattern("(?m)^mesura_review_time_count 3\\.0$")
                    .containsPattern("(?m)^mesura_accounts_active 1\\.0$")
                    .containsPattern("(?m)^mesura_caps_institution_per_1d_percent 30\\.0$")
                    .containsPattern("(?m)^mesura_caps_fullestPercent 30\\.0$")
                    .containsPattern("(?m)^mesura_notices_refused_total 0\\.0$")
                    .containsPattern("(?m)^mesura_health_store 0\\.0$")
                    .doesNotContain("mide");
            assertThat(JAMES.server().log().lines().filter(line -> line.contains(" org.mesura.verdicts - ")))
                    .singleElement()
                    .asString()
                    .matches("\\S+ INFO  org\\.mesura\\.verdicts - where=\"spool\" verdict=\"defer\""
                            + " reason=\"over-limit\" observed=\"no\" ip=\"127\\.0\\.0\\.1\""
                            + " account=\"mide@two\\.example\" submission=\"\\S+\" policy=\"two\" .*");
        }
    }

    private static String metrics() {
        return JAMES.server().webAdmin().get("/metrics").expect(200).body();
    }

    private static Set<String> names(String shown) {
        return SAMPLE.matcher(shown)
                .results()
                .map(sample -> sample.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
