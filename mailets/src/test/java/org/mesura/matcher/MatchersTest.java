/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.matcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import javax.mail.MessagingException;

import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMatcherConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.mailet.Edge;

/** Each matcher gives all recipients or none. */
class MatchersTest {
    private static final Map<String, Supplier<GenericMatcher>> MATCHERS = Map.of(
            "VerdictIs", VerdictIs::new,
            "UsageAtLeast", UsageAtLeast::new,
            "NothingToSay", NothingToSay::new,
            "BulkCampaign", BulkCampaign::new,
            "ManyRecipients", ManyRecipients::new);

    private static final String CIRCULAR =
            "The town hall closes on Friday and opens again on Monday at eight in the morning.";

    private final Edge edge = new Edge(Edge.SMALL);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VerdictIs | accept | 1 | true",
                "VerdictIs | advise, accept | 1 | true",
                "VerdictIs | advise,refuse | 1 | false",
                "VerdictIs | advise | 3 | true",
                "VerdictIs | refuse | 6 | true",
                "UsageAtLeast | 50% | 1 | true",
                "UsageAtLeast | 50 | 1 | true",
                "UsageAtLeast | 51% | 1 | false",
                "NothingToSay | 51% | 1 | true",
                "NothingToSay | 50% | 1 | false",
                "NothingToSay | 1000 | 3 | false",
                "NothingToSay | 1000 | 6 | false",
                "BulkCampaign | | 2 | false",
                "BulkCampaign | | 3 | true",
                "BulkCampaign | 4 | 3 | false",
                "BulkCampaign | 4 | 4 | true",
                "ManyRecipients | 2 | 1 | true",
                "ManyRecipients | 3 | 1 | false",
                "ManyRecipients | 2 external | 1 | false",
                "ManyRecipients | 2 external | 2 | true",
                "ManyRecipients | 2 visible | 2 | true",
                "ManyRecipients | 3 visible | 2 | false"
            })
    void matcherShouldGiveAllRecipientsOrNone(String matcher, String condition, int outsiders, boolean matches)
            throws Exception {
        Mail mail = reviewed(edge, outsiders);

        assertThat(matcher(matcher, condition).match(mail))
                .containsExactlyElementsOf(matches ? mail.getRecipients() : List.of());
    }

    @ParameterizedTest
    @CsvSource({"VerdictIs, refuse", "UsageAtLeast, 1%", "BulkCampaign, 1", "ManyRecipients, 1"})
    void matcherShouldGiveNobodyWhenMailIsOnlyObserved(String matcher, String condition) throws Exception {
        assertThat(matcher(matcher, condition).match(reviewed(Edge.observing(Edge.SMALL), 6)))
                .isEmpty();
        assertThat(matcher(matcher, condition).match(reviewed(edge, 6)))
                .hasSize(matcher.equals("UsageAtLeast") ? 0 : 7);
    }

    @ParameterizedTest
    @CsvSource({"VerdictIs, accept", "UsageAtLeast, 1%", "BulkCampaign, 1", "ManyRecipients, 1"})
    void matcherShouldGiveNobodyWhenMailHasNoVerdict(String matcher, String condition) throws Exception {
        assertThat(matcher(matcher, condition)
                        .match(Edge.mail("Mail-1", "beto@localhost").build()))
                .isEmpty();
    }

    @Test
    void nothingShouldBeSaidOfMailThatIsOnlyObservedOrHasNoVerdict() throws Exception {
        Mail observed = reviewed(Edge.observing(Edge.SMALL), 6);
        Mail fromOutside = Edge.mail("Mail-1", "beto@localhost").build();

        assertThat(matcher("NothingToSay", "1%").match(observed)).containsExactlyElementsOf(observed.getRecipients());
        assertThat(matcher("NothingToSay", "1%").match(fromOutside))
                .containsExactlyElementsOf(fromOutside.getRecipients());
    }

    @ParameterizedTest
    @CsvSource({"VerdictIs, refuse", "BulkCampaign, 1", "ManyRecipients, 1", "UsageAtLeast, 1%"})
    void matcherShouldGiveNobodyWhenOnlyHalfAVerdictIsThere(String matcher, String condition) throws Exception {
        Mail mail = reviewed(edge, matcher.equals("UsageAtLeast") ? 1 : 6);
        assertThat(matcher(matcher, condition).match(mail)).isNotEmpty();

        mail.removeAttribute(AttributeName.of("mesura.account"));

        assertThat(matcher(matcher, condition).match(mail)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VerdictIs | | must be 'accept', 'advise', 'defer', 'hold' or 'refuse', or several with commas between, got ''",
                "VerdictIs | accept,delay | must be 'accept', 'advise', 'defer', 'hold' or 'refuse', or several with commas between, got 'accept,delay'",
                "VerdictIs | Refuse | must be 'accept', 'advise', 'defer', 'hold' or 'refuse', or several with commas between, got 'Refuse'",
                "UsageAtLeast | | must be a whole number of at least 1, got ''",
                "UsageAtLeast | 0% | must be a whole number of at least 1, got '0%'",
                "UsageAtLeast | 80.5% | must be a whole number of at least 1, got '80.5%'",
                "UsageAtLeast | %80 | must be a whole number of at least 1, got '%80'",
                "BulkCampaign | many | must be a whole number of at least 1, got 'many'",
                "BulkCampaign | -1 | must be a whole number of at least 1, got '-1'",
                "ManyRecipients | | must be a number, or a number and 'external' or 'visible', got ''",
                "ManyRecipients | 5 external visible | must be a number, or a number and 'external' or 'visible', got '5 external visible'",
                "ManyRecipients | 0 | must be a whole number of at least 1, got '0'",
                "ManyRecipients | 5 internal | knows 'external' and 'visible' only, got '5 internal'"
            })
    void initShouldSayWhatIsWrongWithACondition(String matcher, String condition, String rule) {
        assertThatThrownBy(() -> matcher(matcher, condition))
                .isInstanceOf(MessagingException.class)
                .hasMessage("matcher '" + matcher + "': the condition " + rule + " (conf/mailetcontainer.xml)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"80%", " 80% ", "100%", "250"})
    void percentShouldBeReadWithAndWithoutItsSign(String condition) {
        assertThatCode(() -> matcher("UsageAtLeast", condition)).doesNotThrowAnyException();
    }

    @Test
    void exemptAccountShouldNotBeNearALimit() throws Exception {
        Edge exempt = new Edge(Edge.SMALL + "<exempt><account>ana@localhost</account></exempt>");

        assertThat(matcher("UsageAtLeast", "1%").match(reviewed(exempt, 1))).isEmpty();
    }

    private static GenericMatcher matcher(String name, String condition) throws MessagingException {
        GenericMatcher matcher = MATCHERS.get(name).get();
        matcher.init(FakeMatcherConfig.builder()
                .matcherName(name)
                .condition(condition)
                .build());
        return matcher;
    }

    /** A mail to one insider and so many outsiders, all of them visible, the first of its account. */
    private static Mail reviewed(Edge edge, int outsiders) throws Exception {
        String[] recipients = new String[outsiders + 1];
        recipients[0] = "beto@localhost";
        for (int index = 1; index <= outsiders; index++) {
            recipients[index] = "x" + index + "@outside.example";
        }
        FakeMail mail = Edge.submitted("Mail-1", recipients)
                .mimeMessage(Edge.message("To: " + String.join(", ", recipients), CIRCULAR))
                .build();
        edge.review().service(mail);
        return mail;
    }
}
