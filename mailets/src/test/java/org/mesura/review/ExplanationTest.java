/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.MINUTE;
import static org.mesura.review.Requests.external;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.request;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Permit;
import org.mesura.policy.Presets;
import org.mesura.policy.Terms;
import org.mesura.submission.Sender;

class ExplanationTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Limit TWO = messages(2, MINUTE);
    private static final Limit FIFTY = external(50, HOUR);
    private static final String POLICY = "Policy 'small' holds: it is the default.";

    private final OneAccount ana = new OneAccount();

    private Explanation explain(Requests asked) {
        return ana.change(Explanation.of(asked.build(), TEN), TEN);
    }

    private static Requests asked() {
        return request("asked", TWO, FIFTY);
    }

    @Test
    void explanationShouldSayThatItFitsAndChargeNothing() {
        for (int time = 0; time < 3; time++) {
            Explanation explanation = explain(asked().to(0, 1, 2));

            assertThat(explanation.decision().verdict()).isEqualTo("accept");
            assertThat(explanation.because()).containsExactly(POLICY, "It fits every limit.");
        }
        assertThat(ana.state).isSameAs(AccountState.NEW);
    }

    @Test
    void explanationShouldNameEachLimitThatHasNoRoom() {
        ana.decide(request("1", TWO, FIFTY).to(0, 1, 20), TEN);
        ana.decide(request("2", TWO, FIFTY).to(0, 30, 20), TEN);
        Explanation explanation = explain(asked().to(0, 100, 11));

        assertThat(explanation.decision().verdict()).isEqualTo("refuse");
        assertThat(explanation.because())
                .containsExactly(
                        POLICY,
                        "messages per 1min: 2 of 2 are used and the message asks for 1; it fits at"
                                + " 2026-03-02T10:01:00Z if nothing else is sent.",
                        "external recipients per 1h: 40 of 50 are used and the message asks for 11; it fits at"
                                + " 2026-03-02T11:00:00Z if nothing else is sent.",
                        "The policy sends back what is over a limit.");
    }

    @Test
    void explanationShouldSayWhatNeverFits() {
        assertThat(explain(asked().to(80, 1, 51)).because())
                .containsExactly(
                        POLICY,
                        "The message has 131 recipients, and one may have 100.",
                        "external recipients per 1h: it never gives more than 50, and the message asks for 51.");
    }

    @Test
    void explanationShouldSayWhenTheMessageWouldLeave() {
        for (int message = 0; message < 3; message++) {
            ana.decide(request("m" + message, TWO).deferring(HOUR), TEN.plusMillis(message));
        }
        Explanation explanation = explain(request("asked", TWO).deferring(HOUR));
        Decision.Defer turn = (Decision.Defer) explanation.decision();

        assertThat(explanation.because())
                .endsWith("The policy defers: the message would leave at " + turn.at()
                        + ", behind 1 message that waits.");
        assertThat(ana.state.ledger().turns()).isEqualTo(1);
    }

    @Test
    void explanationShouldNotSpeakOfOthersThatWaitWhenThereAreNone() {
        ana.decide(request("1", messages(1, MINUTE)).deferring(HOUR), TEN);

        assertThat(explain(request("asked", messages(1, MINUTE)).deferring(HOUR))
                        .because())
                .endsWith("The policy defers: the message would leave at 2026-03-02T10:01:00Z.");
    }

    @Test
    void explanationShouldSayWhyAMessageIsNotDeferredWhenItsTurnComesTooLate() {
        ana.decide(request("1", messages(1, DAY)).deferring(HOUR), TEN);

        assertThat(explain(request("asked", messages(1, DAY)).deferring(HOUR)).because())
                .endsWith("The policy defers for 1h at most, and the message's turn would come later or may not be"
                        + " reserved: it goes back.");
    }

    @Test
    void explanationShouldSayThatMailIsHeld() {
        ana.decide(request("1", messages(1, DAY)), TEN);

        assertThat(explain(request("asked", messages(1, DAY)).holding()).because())
                .endsWith("The policy holds it for a person's decision, until 2026-03-05T10:00:00Z.");
    }

    @Test
    void explanationShouldSayWhenASuspensionEndsAndWhatItLeavesOpen() {
        ana.change(Accounts.suspend(Optional.of(HOUR), TEN), TEN);

        assertThat(explain(asked().to(0, 1, 1)).because())
                .contains("The account is suspended since 2026-03-02T10:00:00Z until 2026-03-02T11:00:00Z"
                        + " (administrator): nothing goes to outsiders.");
        assertThat(explain(asked()).because())
                .contains(
                        "The account is suspended since 2026-03-02T10:00:00Z until 2026-03-02T11:00:00Z"
                                + " (administrator): nothing goes to outsiders, and the message goes to none.",
                        "It fits every limit.");
    }

    @Test
    void explanationShouldSayThatAPermitLetsTheMessagePass() {
        Permit congress =
                new Permit("congress", new Sender("ana@alcaldia.example"), TEN, TEN.plus(DAY), 600, 500, "", "olga");

        assertThat(explain(asked().to(0, 1, 60).permitted(congress)).because())
                .containsExactly(
                        POLICY,
                        "Permit 'congress' holds until 2026-03-03T10:00:00Z, 600 of its 600 external recipients are"
                                + " left: the message goes on it.",
                        "external recipients per 1h: it never gives more than 50, and the message asks for 60.",
                        "It goes.");
        assertThat(explain(asked().to(0, 1, 1).permitted(congress)).because())
                .contains("Permit 'congress' holds until 2026-03-03T10:00:00Z, 600 of its 600 external recipients are"
                        + " left.");
    }

    @Test
    void explanationShouldNameCapsThatHaveNoRoom() {
        Cap cap = Cap.ofInstitution(10, DAY);
        ana.decide(request("1", TWO).to(0, 1, 8).capped(cap), TEN);

        assertThat(explain(asked().to(0, 20, 3).capped(cap)).because()).anySatisfy(sentence -> assertThat(sentence)
                .startsWith("The cap of the institution per 1d: 8 of 10 are used and the message asks for 3;"
                        + " it fits at 2026-03-03T10:"));
        assertThat(explain(asked().to(0, 20, 11).capped(cap)).because())
                .contains("The cap of the institution per 1d: it never gives more than 10, and the message asks for"
                        + " 11.");
        assertThat(explain(asked().to(3, 0, 0).capped(cap)).because()).endsWith("It fits every limit.");
    }

    @Test
    void explanationShouldSayThatNothingIsCarriedOutOrLimited() {
        assertThat(explain(asked().observed()).because())
                .contains("The mode is observe: whatever the verdict, the message is let pass.");
        assertThat(explain(asked().to(0, 1, 90).exempted()).because())
                .containsExactly(POLICY, "The account is exempt: what it sends is counted and never limited.");
    }

    @Test
    void explanationShouldSayThatTheTextIsNotJudged() {
        assertThat(explain(asked().to(0, 1, 1).under(Presets.BULK)).because())
                .contains("The bulk rule judges the text, which is not known here: once 50 outsiders have got the same"
                        + " within 1d the sender is told, beyond 150 it does not simply go.");
        assertThat(explain(asked().under(Presets.BULK)).because()).hasSize(2);
    }

    @Test
    void explanationShouldSayWhatIsPromisedToThoseThatWait() {
        Limit ten = external(10, MINUTE);
        ana.decide(request("1", ten).to(0, 1, 5).deferring(HOUR), TEN.minusSeconds(70));
        ana.decide(request("2", ten).to(0, 1, 5).deferring(HOUR), TEN.minusSeconds(40));
        // its turn is at 10:00:20
        ana.decide(request("3", ten).to(0, 1, 8).deferring(HOUR), TEN.minusSeconds(39));

        assertThat(explain(request("asked", ten).to(0, 1, 3).deferring(HOUR)).because())
                .contains("external recipients per 1min: 5 of 10 are used and the message asks for 3; it fits at"
                        + " 2026-03-02T10:01:20Z if nothing else is sent. What is left is promised to messages that"
                        + " wait.");
    }

    @Test
    void explanationShouldSayNothingOfWhatIsExactlyAsMuchAsMayBe() {
        Cap cap = Cap.ofInstitution(50, DAY);

        assertThat(explain(asked().to(50, 1, 50).capped(cap)).because())
                .containsExactly(POLICY, "It fits every limit.");
    }

    @Test
    void explanationShouldSayThatWhatIsOverACapGoesBack() {
        Cap cap = Cap.ofInstitution(10, DAY);
        ana.decide(request("1", TWO).to(0, 1, 8).capped(cap), TEN);

        assertThat(explain(asked().to(0, 20, 3).capped(cap)).because())
                .endsWith("The policy sends back what is over a limit.");
    }

    @Test
    void explanationShouldSayThatASuspensionLastsUntilItIsLifted() {
        ana.change(Accounts.suspend(Optional.empty(), TEN), TEN);

        assertThat(explain(asked().to(0, 1, 1)).because())
                .containsExactly(
                        POLICY,
                        "The account is suspended since 2026-03-02T10:00:00Z until that is lifted (administrator):"
                                + " nothing goes to outsiders.");
    }

    @Test
    void explanationShouldSayOnWhichOfTwoPermitsTheMessageGoes() {
        Sender account = new Sender("ana@alcaldia.example");
        Permit small = new Permit("small", account, TEN, TEN.plus(HOUR), 55, 500, "", "olga");
        Permit congress = new Permit("congress", account, TEN, TEN.plus(DAY), 600, 500, "", "olga");

        assertThat(explain(asked().to(0, 1, 60).permitted(congress, small)).because())
                .containsSubsequence(
                        "Permit 'small' holds until 2026-03-02T11:00:00Z, 55 of its 55 external recipients are left.",
                        "Permit 'congress' holds until 2026-03-03T10:00:00Z, 600 of its 600 external recipients are"
                                + " left: the message goes on it.");
    }

    @Test
    void explanationShouldSayBehindHowManyTheMessageWouldLeave() {
        for (int message = 0; message < 4; message++) {
            ana.decide(request("m" + message, TWO).deferring(HOUR), TEN);
        }

        assertThat(explain(request("asked", TWO).deferring(HOUR)).because())
                .last()
                .asString()
                .endsWith(", behind 2 messages that wait.");
    }

    @ParameterizedTest
    @CsvSource({
        "account, the account itself is assigned to it",
        "network, hosts of authorised networks are assigned to it",
        "domain alcaldia.example, domain alcaldia.example is assigned to it",
    })
    void explanationShouldSayWhoseThePolicyIs(String source, String why) {
        Terms terms = asked().terms();
        Requests assigned = new Requests(
                asked().submission(),
                Optional.empty(),
                new Terms(terms.policy(), source, false, terms.mode(), DAY, terms.caps(), terms.permits()));

        assertThat(explain(assigned).because()).startsWith("Policy 'small' holds: " + why + ".");
    }
}
