/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.bulk.Evidence;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Decision;
import org.mesura.review.Reason;
import org.mesura.review.Suspension;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import com.google.common.collect.ImmutableList;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The lines that other programs read, and the examples of such programs in {@code operations.md}. */
class VerdictLogTest {
    private static final Instant LATER = Edge.NOON.plusSeconds(60);
    private static final Limit PER_MINUTE = new Limit(Measure.MESSAGES, 30, Duration.ofMinutes(1));
    private static final Reason OVER_LIMIT = new Reason.OverLimit(PER_MINUTE, 30, 1, LATER);
    private static final Reason SUSPENDED =
            new Reason.Suspended(new Suspension(Edge.NOON, Optional.of(LATER), Suspension.Cause.ATTEMPTS));

    @Test
    void lineOfEachReasonShouldHaveItsFigures() {
        String head = "where=\"spool\" verdict=\"refuse\" reason=\"%s\" observed=\"no\" ip=\"192.0.2.7\""
                + " account=\"ana@alcaldia.example\" submission=\"Mail-1\" policy=\"staff\" recipients=\"3\""
                + " external=\"2\" ";
        Map<Reason, String> lines = Map.of(
                OVER_LIMIT,
                "limit=\"messages per 1min\" used=\"30\" quantity=\"30\" asked=\"1\" freeAt=\"" + LATER + '"',
                new Reason.OverCap(Cap.ofInstitution(1_000, Duration.ofDays(1)), 990, 11, LATER),
                "cap=\"institution per 1d\" used=\"990\" quantity=\"1000\" asked=\"11\" freeAt=\"" + LATER + '"',
                SUSPENDED,
                "cause=\"attempts\" since=\"" + Edge.NOON + "\" until=\"" + LATER + '"',
                new Reason.NeverFits(PER_MINUTE, 31),
                "limit=\"messages per 1min\" quantity=\"30\" asked=\"31\"",
                new Reason.TooManyRecipients(100, 101),
                "quantity=\"100\" asked=\"101\"",
                new Reason.Bulk(new Evidence(Edge.NOON, 4, 150), 150),
                "threshold=\"150\" campaignSince=\"" + Edge.NOON
                        + "\" campaignMessages=\"4\" campaignRecipients=\"150\"",
                new Reason.VisibleRecipients(30, 25),
                "threshold=\"25\" visible=\"30\"");

        assertThat(lines).hasSize(Reason.class.getPermittedSubclasses().length);
        lines.forEach((reason, figures) ->
                assertThat(line(refused(reason))).isEqualTo(head.formatted(reason.id()) + figures));
    }

    @Test
    void lineShouldSayWhenWhatIsKeptBackLeaves() {
        assertThat(line(new Decision.Defer(LATER, OVER_LIMIT, ImmutableList.of(), Optional.empty())))
                .startsWith("where=\"spool\" verdict=\"defer\" reason=\"over-limit\"")
                .endsWith(" leavesAt=\"" + LATER + '"');
        assertThat(line(new Decision.Hold(LATER, OVER_LIMIT, ImmutableList.of())))
                .endsWith(" heldUntil=\"" + LATER + '"');
    }

    @Test
    void acceptShouldHaveNoLine() {
        assertThat(lines("ana@localhost", new Decision.Accept(ImmutableList.of(), Optional.empty())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\" ip=\"203.0.113.9\" y=\"@localhost",
                "x\\\" ip=\"203.0.113.9@localhost",
                "x\\@localhost",
                "x\n2026-11-27T00:00:00.000Z INFO  org.mesura.verdicts - where=\"door\" ip=\"203.0.113.9\"@localhost",
                "x\u2028\u202e\u0000\u001b[2K\r@localhost"
            })
    void hostileNameShouldForgeNothing(String account) {
        String line = lines(account, refused(SUSPENDED)).get(0);

        assertThat(line).doesNotContainPattern("[\\p{Cntrl}\\u2028\\u202e]");
        assertThat(values(line))
                .containsEntry("ip", "192.0.2.7")
                .containsEntry("submission", "Mail-1")
                .doesNotContainKey("y");
        assertThat(host(written(line))).isEqualTo("192.0.2.7");
    }

    @Test
    void contextShouldHaveJamesNamesAndNoRecipient() {
        MDC.put("recipients", "eva@outside.example");
        MDC.put("protocol", "MAILET");
        try (Log log = new Log(VerdictLog.NAME)) {
            VerdictLog.ofReview(verdict("ana@localhost", refused(OVER_LIMIT)), "192.0.2.7");

            assertThat(log.contexts()).singleElement().satisfies(context -> assertThat(context)
                    .containsEntry("user", "ana@localhost")
                    .containsEntry("mail", "Mail-1")
                    .containsEntry("ip", "192.0.2.7")
                    .containsEntry("protocol", "MAILET")
                    .containsEntry("mesura.reason", "over-limit")
                    .doesNotContainKey("recipients"));
            assertThat(MDC.getCopyOfContextMap())
                    .containsOnly(Map.entry("recipients", "eva@outside.example"), Map.entry("protocol", "MAILET"));
        } finally {
            MDC.clear();
        }
    }

    @Test
    void filterOfFail2banShouldFindTheHostOfASuspendedAccountAndNoOther() throws Exception {
        assertThat(host(written(line(refused(SUSPENDED))))).isEqualTo("192.0.2.7");
        assertThat(failregex()
                        .matcher(afterTheDate(written(line(refused(OVER_LIMIT)))))
                        .find())
                .isFalse();
        assertThat(failregex()
                        .matcher(" WARN  o.a.j.Any - of " + afterTheDate(written(line(refused(SUSPENDED)))))
                        .find())
                .as("text that somebody made James log")
                .isFalse();
    }

    @Test
    void patternOfGrokShouldTakeTheLineApart() throws Exception {
        Matcher found = Pattern.compile(block("logstash")
                        .lines()
                        .filter(line -> line.contains("TIMESTAMP_ISO8601"))
                        .map(line -> line.substring(line.indexOf("\"message\" => \"") + 14, line.lastIndexOf('"')))
                        .findFirst()
                        .orElseThrow()
                        .replace("%{TIMESTAMP_ISO8601:at}", "(?<at>\\d{4}-\\d\\d-\\d\\dT\\S+)")
                        .replace("%{LOGLEVEL:level}", "(?<level>[A-Z]+)")
                        .replace("%{GREEDYDATA:pairs}", "(?<pairs>.*)"))
                .matcher(written(line(refused(SUSPENDED))));

        assertThat(found.matches()).isTrue();
        assertThat(found.group("level")).isEqualTo("INFO");
        assertThat(values(found.group("pairs"))).containsEntry("reason", "suspended");
    }

    /** The line as {@code conf/logback.xml} writes it. */
    private static String written(String line) {
        try (Log log = new Log(VerdictLog.NAME)) {
            LoggerFactory.getLogger(VerdictLog.NAME).info("{}", line);
            ILoggingEvent event = log.events().get(0);
            PatternLayout layout = new PatternLayout();
            layout.setContext(new LoggerContext());
            layout.setPattern(pattern());
            layout.start();
            return layout.doLayout(event).strip();
        }
    }

    private static String pattern() {
        Matcher pattern = Pattern.compile("<pattern>(.*)</pattern>").matcher(text("../conf/logback.xml"));
        assertThat(pattern.find()).isTrue();
        return pattern.group(1);
    }

    private static String host(String written) {
        Matcher found = failregex().matcher(afterTheDate(written));
        assertThat(found.find()).as(written).isTrue();
        return found.group("host");
    }

    /** fail2ban takes out what {@code datepattern} matched. */
    private static String afterTheDate(String written) {
        return written.replaceFirst("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+(Z|[+-]\\d\\d:\\d\\d)", "");
    }

    private static Pattern failregex() {
        return Pattern.compile(block("ini")
                .lines()
                .filter(line -> line.startsWith("failregex = "))
                .map(line -> line.substring("failregex = ".length()).replace("<HOST>", "(?<host>[0-9A-Fa-f.:]+)"))
                .findFirst()
                .orElseThrow());
    }

    private static String block(String language) {
        Matcher block = Pattern.compile("```" + language + "\\R(.*?)```", Pattern.DOTALL)
                .matcher(text("docs/operations.md"));
        assertThat(block.find()).as(language).isTrue();
        return block.group(1);
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a program reads them. */
    private static Map<String, String> values(String line) {
        assertThat(line).matches("(\\w+=\"([^\"\\\\]|\\\\.)*\"( |$))+");
        return Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"")
                .matcher(line)
                .results()
                .collect(Collectors.toMap(pair -> pair.group(1), pair -> pair.group(2)));
    }

    private static String line(Decision decision) {
        return lines("ana@alcaldia.example", decision).get(0);
    }

    private static List<String> lines(String account, Decision decision) {
        try (Log log = new Log(VerdictLog.NAME)) {
            VerdictLog.ofReview(verdict(account, decision), "192.0.2.7");
            return log.messages();
        }
    }

    private static Verdict verdict(String account, Decision decision) {
        return new Verdict(
                new SubmissionId("Mail-1"), new Sender(account), "staff", Edge.NOON, decision, 3, 2, 0, false);
    }

    private static Decision refused(Reason reason) {
        return new Decision.Refuse(reason, ImmutableList.of());
    }
}
