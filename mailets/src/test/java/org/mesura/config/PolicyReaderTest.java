/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Deferral;
import org.mesura.policy.Escalation;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.OverLimit;
import org.mesura.policy.Policy;
import org.mesura.policy.Presets;

class PolicyReaderTest {
    /** The table of the design, section 7, one tier a line. */
    private static final String TIERS = """
            staff          | 30 | 150 | 500    | 100 | 500 | 1,000    | 250 | 500      | 2 GB
            restricted     | 10 | 50 | 150     | 50  | 100 | 200      | 50 | 100       | 500 MB
            service-desk   | 30 | 400 | 2,000  | 100 | 1,000 | 3,000  | 500 | 2,000    | 5 GB
            application    | 60 | 1,000 | 5,000 | 20 | 1,000 | 5,000  | 500 | 2,000    | 10 GB
            communications | 60 | 1,000 | 5,000 | 500 | 5,000 | 10,000 | 5,000 | 10,000 | 20 GB
            """;

    /** The policy {@code name}, by default what the file assigns. */
    private static Policy policy(String name, String policies) {
        return Xml.sections("<policies>" + policies + "</policies><assignments default='" + name + "'/>")
                .policies()
                .assignments()
                .byDefault();
    }

    private static List<String> words(Policy policy) {
        return policy.limits().stream().map(Limit::toString).toList();
    }

    @Test
    void presetsShouldBeThoseOfTheDesign() {
        assertThat(TIERS.lines().map(PolicyReaderTest::tier))
                .containsExactlyElementsOf(Presets.byName().values().stream()
                        .map(preset -> words(preset) + " " + preset.recipientsPerMessage())
                        .toList());
    }

    private static String tier(String line) {
        List<String> cells = Arrays.stream(line.split("\\|"))
                .map(cell -> cell.strip().replace(",", ""))
                .toList();
        long bytes = Values.bytes(cells.get(9), "must be a size");
        return List.of(
                        "messages " + cells.get(1) + " per 1min",
                        "messages " + cells.get(2) + " per 1h",
                        "messages " + cells.get(3) + " per 1d",
                        "recipients " + cells.get(5) + " per 1h",
                        "recipients " + cells.get(6) + " per 1d",
                        "external recipients " + cells.get(7) + " per 1h",
                        "external recipients " + cells.get(8) + " per 1d",
                        "bytes " + bytes + " per 1d")
                + " " + cells.get(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"staff", "restricted", "service-desk", "application", "communications"})
    void presetShouldBeNamedWithoutBeingWritten(String preset) {
        assertThat(policy(preset, "")).isEqualTo(Presets.byName().get(preset));
    }

    @Test
    void onlyApplicationsShouldBeWithoutTheBulkRule() {
        assertThat(Presets.byName().values())
                .allSatisfy(preset -> assertThat(preset.bulk().isEmpty())
                        .isEqualTo(preset.name().equals("application")));
    }

    @Test
    void policyShouldStartFromDefaultsAloneWhenItExtendsNothing() {
        Policy small =
                policy("small", "<policy name='small'><limit measure='messages' quantity='5' window='1h'/></policy>");

        assertThat(words(small)).containsExactly("messages 5 per 1h");
        assertThat(small.recipientsPerMessage()).isEqualTo(100);
        assertThat(small.overLimit()).isEqualTo(OverLimit.DEFER);
        assertThat(small.bulk()).contains(Presets.BULK);
    }

    @Test
    void policyShouldHaveAllOfItsParentWhenItSaysNothing() {
        Policy staff = Presets.byName().get("restricted");

        assertThat(policy("small", "<policy name='small' extends='restricted'/>"))
                .isEqualTo(new Policy(
                        "small",
                        staff.limits(),
                        staff.recipientsPerMessage(),
                        staff.overLimit(),
                        staff.deferral(),
                        staff.holdFor(),
                        staff.bulk(),
                        staff.escalation()));
    }

    @Test
    void limitShouldReplaceThatOfTheParentWhenMeasureAndWindowAreTheSame() {
        Policy small = policy("small", """
                <policy name='small' extends='restricted'>
                  <limit measure='messages' quantity='7' window='60min'/>
                  <limit measure='bytes' quantity='unlimited' window='24h'/>
                  <limit measure='external-recipients' quantity='3' window='30s'/>
                </policy>
                """);

        assertThat(words(small))
                .containsExactly(
                        "messages 10 per 1min",
                        "messages 7 per 1h",
                        "messages 150 per 1d",
                        "recipients 100 per 1h",
                        "recipients 200 per 1d",
                        "external recipients 3 per 30s",
                        "external recipients 50 per 1h",
                        "external recipients 100 per 1d");
    }

    @Test
    void unlimitedShouldChangeNothingWhenThereIsNoSuchLimit() {
        assertThat(words(policy(
                        "small",
                        "<policy name='small'><limit measure='bytes' quantity='unlimited' window='1d'/></policy>")))
                .isEmpty();
    }

    @Test
    void presetShouldChangeForAllWhenAPolicyOfItsNameExtendsIt() {
        String policies = """
                <policy name='small' extends='staff'/>
                <policy name='staff' extends='staff'><recipientsPerMessage>12</recipientsPerMessage></policy>
                """;

        assertThat(policy("staff", policies).recipientsPerMessage()).isEqualTo(12);
        assertThat(policy("small", policies).recipientsPerMessage()).isEqualTo(12);
        assertThat(policy("small", policies).limits())
                .isEqualTo(Presets.byName().get("staff").limits());
        assertThat(Xml.sections("<policies>" + policies + "</policies>")
                        .policies()
                        .assignments()
                        .byDefault()
                        .recipientsPerMessage())
                .isEqualTo(12);
    }

    @Test
    void grandchildShouldHaveTheNearestWord() {
        Policy c = policy("c", """
                <policy name='c' extends='b'><limit measure='messages' quantity='unlimited' window='1d'/></policy>
                <policy name='b' extends='a'><recipientsPerMessage>7</recipientsPerMessage></policy>
                <policy name='a'><limit measure='messages' quantity='5' window='1d'/>
                  <limit measure='recipients' quantity='9' window='1d'/>
                  <recipientsPerMessage>8</recipientsPerMessage></policy>
                """);

        assertThat(words(c)).containsExactly("recipients 9 per 1d");
        assertThat(c.recipientsPerMessage()).isEqualTo(7);
    }

    @Test
    void bulkShouldBeOffWhenNotEnabledAndOnAgainWhenAChildWritesIt() {
        String policies = """
                <policy name='off'><bulk enabled='false'/></policy>
                <policy name='still' extends='off'/>
                <policy name='on' extends='off'><bulk stop='100'/></policy>
                """;

        assertThat(policy("off", policies).bulk()).isEmpty();
        assertThat(policy("still", policies).bulk()).isEmpty();
        assertThat(policy("on", policies).bulk())
                .contains(new BulkRule(50, 100, 500, 25, Duration.ofDays(1), Duration.ofDays(7), BulkAction.HOLD, 50));
    }

    @Test
    void bulkShouldKeepOfItsParentWhatItDoesNotSay() {
        String policies = """
                <policy name='a'><bulk advise='1' stop='2' refuse='3' visible='4' window='1h' answersWithin='12h'/></policy>
                <policy name='b' extends='a'><bulk refuse='9'/></policy>
                """;

        assertThat(policy("b", policies).bulk())
                .contains(new BulkRule(1, 2, 9, 4, Duration.ofHours(1), Duration.ofHours(12), BulkAction.HOLD, 50));
    }

    @Test
    void deferralAndHoldingShouldKeepOfTheirParentWhatTheyDoNotSay() {
        String policies = """
                <policy name='a'><overLimit>hold</overLimit><holdFor>2d</holdFor>
                  <deferral maxDelay='8h' reserveForOrdinary='0' ordinaryRecipients='9'/>
                  <bulk action='pace' pace='120'/></policy>
                <policy name='b' extends='a'><deferral reserveForOrdinary='90%'/><bulk stop='60'/></policy>
                """;

        Policy policy = policy("b", policies);
        assertThat(policy.overLimit()).isEqualTo(OverLimit.HOLD);
        assertThat(policy.holdFor()).isEqualTo(Duration.ofDays(2));
        assertThat(policy.deferral()).isEqualTo(new Deferral(Duration.ofHours(8), 90, 9));
        assertThat(policy.bulk())
                .contains(new BulkRule(50, 60, 500, 25, Duration.ofDays(1), Duration.ofDays(7), BulkAction.PACE, 120));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1s,1", "12h,43200", "31d,2678400"})
    void timeToAnswerShouldBeReadAndMayBeNone(String written, long seconds) {
        Policy policy = policy("a", "<policy name='a'><bulk answersWithin='" + written + "'/></policy>");

        assertThat(policy.bulk().orElseThrow().answersWithin()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "never | must be a time such as 12h or 7d, or 0",
                "0d    | must be from 1s to 31d",
                "32d   | must be from 1s to 31d"
            })
    void timeToAnswerShouldBeAMistakeWhenItIsNone(String written, String rule) {
        assertThat(Xml.mistakesIn(
                        "<policies><policy name='a'><bulk answersWithin='" + written + "'/></policy></policies>"))
                .containsExactly(
                        "bulk 'answersWithin' " + rule + ", got '" + written + "' (policy 'a', conf/mesura.xml)");
    }

    @ParameterizedTest
    @CsvSource({
        "1,1",
        "17B,17",
        "10kB,10000",
        "500MB,500000000",
        "2GB,2000000000",
        "2 gb,2000000000",
        "3TB,3000000000000",
        "1000000000000000,1000000000000000"
    })
    void sizeShouldBeReadInDecimalUnits(String written, long bytes) {
        Policy policy = policy(
                "a", "<policy name='a'><limit measure='bytes' quantity='" + written + "' window='1d'/></policy>");

        assertThat(policy.limits()).containsExactly(new Limit(Measure.BYTES, bytes, Duration.ofDays(1)));
    }

    @ParameterizedTest
    @CsvSource({"1s,1", "30s,30", "1min,60", "90min,5400", "1h,3600", "1d,86400", "31d,2678400", "2678400s,2678400"})
    void windowShouldBeReadInItsUnit(String written, long seconds) {
        Policy policy = policy(
                "a", "<policy name='a'><limit measure='messages' quantity='1' window='" + written + "'/></policy>");

        assertThat(policy.limits()).containsExactly(new Limit(Measure.MESSAGES, 1, Duration.ofSeconds(seconds)));
    }

    @Test
    void escalationShouldKeepOfItsParentWhatItDoesNotSay() {
        String policies = """
                <policy name='a'><escalation suspendAt='200%' suspendFor='2h'/></policy>
                <policy name='b' extends='a'><escalation tellAdministratorAt='150'/></policy>
                <policy name='c' extends='b'><escalation suspendAt='never'/></policy>
                <policy name='d' extends='b'/>
                """;

        assertThat(policy("a", policies).escalation())
                .isEqualTo(new Escalation(125, Optional.of(200), Duration.ofHours(2)));
        assertThat(policy("b", policies).escalation())
                .isEqualTo(new Escalation(150, Optional.of(200), Duration.ofHours(2)));
        assertThat(policy("c", policies).escalation())
                .isEqualTo(new Escalation(150, Optional.empty(), Duration.ofHours(2)));
        assertThat(policy("d", policies).escalation())
                .isEqualTo(policy("b", policies).escalation());
    }

    @ParameterizedTest
    @CsvSource({"125%", "125", "125 %"})
    void percentSignShouldBeLeftToTaste(String percent) {
        assertThat(policy("a", "<policy name='a'><escalation suspendAt='" + percent + "'/></policy>")
                        .escalation()
                        .suspendAt())
                .contains(125);
    }
}
