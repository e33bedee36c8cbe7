/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What {@code docker/} gives for Prometheus and Grafana asks for metrics that there are, and names pages that there are. */
class DashboardTest {
    private static final Path DOCKER = Path.of("../docker");
    private static final Path RULES = DOCKER.resolve("prometheus/mesura.rules.yml");
    private static final Pattern METRIC = Pattern.compile("\\bmesura_\\w+");
    private static final Pattern RUNBOOK = Pattern.compile("runbook_url: mailets/docs/operations\\.md#(\\S+)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grafana/dashboards/mesura.json",
                "prometheus/mesura.rules.yml",
                "prometheus/mesura.rules.test.yml"
            })
    void everyMetricShouldBeADocumentedOne(String file) throws IOException {
        Set<String> asked = metrics(Files.readString(DOCKER.resolve(file)));

        assertThat(asked).hasSizeGreaterThan(10);
        assertThat(DocumentedMetrics.unknown(asked)).isEmpty();
    }

    @Test
    void dashboardShouldShowEveryMetricThatIsDocumented() throws IOException {
        Set<String> shown = metrics(Files.readString(DOCKER.resolve("grafana/dashboards/mesura.json")));

        assertThat(DocumentedMetrics.patterns()).allSatisfy(metric -> assertThat(shown)
                .anyMatch(name -> name.equals(metric) || metric.contains("\\w") && name.startsWith("mesura_caps_")));
    }

    @Test
    void panelsShouldNotLieOnEachOther() throws IOException {
        JsonNode panels = new ObjectMapper()
                .readTree(DOCKER.resolve("grafana/dashboards/mesura.json").toFile())
                .path("panels");
        boolean[][] taken = new boolean[200][24];

        assertThat(panels).isNotEmpty().allSatisfy(panel -> {
            JsonNode at = panel.path("gridPos");
            for (int y = at.path("y").asInt();
                    y < at.path("y").asInt() + at.path("h").asInt();
                    y++) {
                for (int x = at.path("x").asInt();
                        x < at.path("x").asInt() + at.path("w").asInt();
                        x++) {
                    assertThat(taken[y][x]).as(panel.path("title").asText()).isFalse();
                    taken[y][x] = true;
                }
            }
        });
    }

    @Test
    void everyAlertShouldSayWhatToDoOnAPageThatIsThere() throws IOException {
        String rules = Files.readString(RULES);
        String operations = Files.readString(Path.of("../mailets/docs/operations.md"));
        List<String> headings = operations
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line ->
                        line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();
        List<String> alerts = all(Pattern.compile("- alert: (\\S+)"), rules);

        assertThat(all(RUNBOOK, rules)).hasSameSizeAs(alerts).isSubsetOf(headings);
        assertThat(all(Pattern.compile("(?m)^          (summary|description): "), rules))
                .hasSize(2 * alerts.size());
        assertThat(all(Pattern.compile("(?m)^\\| `(\\w+)` \\| (?:at once|\\d+ min) \\|"), operations))
                .as("alerts that operations.md tells of")
                .containsExactlyElementsOf(alerts);
        assertThat(all(
                        Pattern.compile("(?m)^  - name: (\\w+)$"),
                        Files.readString(DOCKER.resolve("prometheus/mesura.rules.test.yml"))))
                .as("alerts that have a test")
                .containsExactlyElementsOf(alerts);
    }

    /** Without the name that matches the gauges of all caps. */
    private static Set<String> metrics(String text) {
        return METRIC.matcher(text.replace("mesura_caps_.+_percent", "mesura_caps_any_percent"))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
