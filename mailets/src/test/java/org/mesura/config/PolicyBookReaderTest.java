/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.policy.Cap;
import org.mesura.policy.Exemptions;
import org.mesura.policy.Permit;
import org.mesura.policy.PolicyBook;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableSet;

/** Caps, permits and exempt accounts as the file writes them. */
class PolicyBookReaderTest {
    private static PolicyBook book(String sections) {
        return Xml.sections(sections).policies();
    }

    private static Permit permit(String attributes) {
        return book("""
                <institution><timeZone>America/Bogota</timeZone></institution>
                <policies><policy name="wide"><recipientsPerMessage>700</recipientsPerMessage></policy></policies>
                <permits><permit id="fair" account="Prensa@alcaldia.example" externalRecipients="3000"
                                 reason="Book fair" grantor="Secretaría" %s/></permits>
                """.formatted(attributes)).permits().get(0);
    }

    @Test
    void capsShouldBeThoseOfTheFile() {
        assertThat(book("""
                        <caps>
                          <institution externalRecipients="20000"/>
                          <institution externalRecipients="5000" window="1h"/>
                          <domain name="Turismo.example" externalRecipients="300" window="7d"/>
                        </caps>
                        """).caps())
                .containsExactly(
                        Cap.ofInstitution(20_000, Duration.ofDays(1)),
                        Cap.ofInstitution(5_000, Duration.ofHours(1)),
                        Cap.ofDomain("turismo.example", 300, Duration.ofDays(7)));
    }

    @Test
    void permitShouldSayWhatTheFileSays() {
        assertThat(permit("from='2026-12-01T08:00' until='2026-12-05T18:00:30' tier='wide'"))
                .isEqualTo(new Permit(
                        "fair",
                        new Sender("prensa@alcaldia.example"),
                        Instant.parse("2026-12-01T13:00:00Z"),
                        Instant.parse("2026-12-05T23:00:30Z"),
                        3_000,
                        700,
                        "Book fair",
                        "Secretaría"));
    }

    @Test
    void permitShouldTakeTheRecipientsOfCommunicationsWhenItNamesNoTier() {
        assertThat(permit("from='2026-12-01' until='2026-12-02'").recipientsPerMessage())
                .isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T08:00,           2026-12-01T13:00:00Z",
        "2026-12-01T08:00:15,        2026-12-01T13:00:15Z",
        "2026-12-01,                 2026-12-01T05:00:00Z",
        "2026-12-01T08:00Z,          2026-12-01T08:00:00Z",
        "2026-12-01T08:00:15+02:00,  2026-12-01T06:00:15Z",
        "2024-02-29,                 2024-02-29T05:00:00Z",
        "0001-01-01T00:00Z,          0001-01-01T00:00:00Z",
    })
    void timeShouldBeThatOfItsOffsetOrElseOfTheInstitution(String from, Instant instant) {
        assertThat(permit("from='" + from + "' until='9999-12-31'").from()).isEqualTo(instant);
    }

    @Test
    void permitThatHasEndedShouldBeNoMistake() {
        assertThat(permit("from='2001-01-01' until='2001-01-02'").until())
                .isEqualTo(Instant.parse("2001-01-02T05:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"'', false", "countInCaps='false', false", "countInCaps='true', true"})
    void exemptAccountsShouldUseUpCapsOnlyWhenTheFileSaysSo(String attribute, boolean counted) {
        assertThat(book("<exempt " + attribute + "><account>a@x.example</account></exempt>")
                        .exempt())
                .isEqualTo(new Exemptions(ImmutableSet.of("a@x.example"), counted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            <institution externalRecipients='0'/> | externalRecipients of institution must be at least 1, got '0' (caps, conf/mesura.xml)
            <institution externalRecipients='9' window='59min'/> | institution 'window' must be from 1h to 31d, got '59min' (caps, conf/mesura.xml)
            <institution externalRecipients='9' window='32d'/> | institution 'window' must be from 1s to 31d, got '32d' (caps, conf/mesura.xml)
            <institution externalRecipients='9'/><institution externalRecipients='8' window='24h'/> | cap 'institution per 1d' stands twice (caps, conf/mesura.xml)
            <domain name='A.example' externalRecipients='x'/> | externalRecipients of domain 'a.example' must be a whole number, got 'x' (caps, conf/mesura.xml)
            <domain name='*.a.example' externalRecipients='9'/> | domain 'name' must be a domain such as alcaldia.example, got '*.a.example' (caps, conf/mesura.xml)
            <domain name='a.example' externalRecipients='9'/><domain name='A.example' externalRecipients='8'/> | cap 'domain a.example per 1d' stands twice (caps, conf/mesura.xml)
            <account name='a@x.example' externalRecipients='9'/> | unknown element 'account' (caps, conf/mesura.xml)
            """)
    void mistakeInCapsShouldBeTold(String caps, String mistake) {
        assertThat(Xml.mistakesIn("<caps>" + caps + "</caps>")).containsExactly(mistake);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            id='a b' | permit 'id' must be at most 64 letters, digits, '.', '_' and '-', the first a letter or digit, got 'a b' (permits, conf/mesura.xml)
            account='a b' | permit 'account' must be an account such as ana@alcaldia.example, got 'a b' (permit 'fair', conf/mesura.xml)
            externalRecipients='0' | permit 'externalRecipients' must be at least 1, got '0' (permit 'fair', conf/mesura.xml)
            tier='communication' | permit 'tier' must be a preset or a policy of this file, got 'communication', did you mean 'communications'? (permit 'fair', conf/mesura.xml)
            until='2026-12-01T00:00' | permit 'until' must be after 'from' (2026-12-01), got '2026-12-01T00:00' (permit 'fair', conf/mesura.xml)
            from='1.12.2026' | permit 'from' must be a date, or one with a time such as 2026-12-01T08:00 or 2026-12-01T08:00-05:00, got '1.12.2026' (permit 'fair', conf/mesura.xml)
            from='2026-12-01 08:00' | permit 'from' must be a date, or one with a time such as 2026-12-01T08:00 or 2026-12-01T08:00-05:00, got '2026-12-01 08:00' (permit 'fair', conf/mesura.xml)
            from='2025-02-29' | permit 'from' must be a date, or one with a time such as 2026-12-01T08:00 or 2026-12-01T08:00-05:00, got '2025-02-29' (permit 'fair', conf/mesura.xml)
            from='2026-12-01T24:00' | permit 'from' must be a date, or one with a time such as 2026-12-01T08:00 or 2026-12-01T08:00-05:00, got '2026-12-01T24:00' (permit 'fair', conf/mesura.xml)
            until='+292278994-08-17' | permit 'until' must be a date, or one with a time such as 2026-12-01T08:00 or 2026-12-01T08:00-05:00, got '+292278994-08-17' (permit 'fair', conf/mesura.xml)
            """)
    void mistakeInAPermitShouldBeTold(String attribute, String mistake) {
        String name = attribute.substring(0, attribute.indexOf('='));
        String permit = "<permit id='fair' account='a@x.example' from='2026-12-01' until='2026-12-02'"
                + " externalRecipients='9' tier='staff' reason='r' grantor='g'/>";

        assertThat(Xml.mistakesIn("<permits>" + permit.replaceFirst(name + "='[^']*'", attribute) + "</permits>"))
                .containsExactly(mistake);
    }

    @Test
    void permitShouldStandOnce() {
        String permit = "<permit id='a' account='%s' from='2026-12-01' until='2026-12-02' externalRecipients='9'"
                + " reason='r' grantor='g'/>";

        assertThat(Xml.mistakesIn(
                        "<permits>" + permit.formatted("a@x.example") + permit.formatted("b@x.example") + "</permits>"))
                .containsExactly("permit 'a' stands twice (permits, conf/mesura.xml)");
    }

    @Test
    void allMistakesOfAPermitShouldBeToldAtOnce() {
        assertThat(Xml.mistakesIn("<permits><permit account='' from='now' until='then' externalRecipients='many'"
                        + " tier='none' reason=' ' grantor='g' note='x'/></permits>"))
                .hasSize(8);
    }
}
