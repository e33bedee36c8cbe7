/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistakesTest {
    @Test
    void allMistakesShouldBeToldAtOnce() {
        String xml = """
                <mesura mode="enforced" colour="red">
                  <institution>
                    <timeZone>America/Bogata</timeZone>
                    <language>fr</language>
                    <helpPage>javascript:alert(1)</helpPage>
                    <administrator>the boss</administrator>
                    <helpDesk adress="x@y.example"/>
                    <newsletter name="Boletín" address="prensa" page="www.alcaldia.example"/>
                    <internalDomains><domain>*alcaldia.example</domain></internalDomains>
                    <languages><account name="ana@alcaldia.example" language="esp"/></languages>
                  </institution>
                  <policies>
                    <policy name="staff">
                      <limit measure="recipients" quantity="0" window="1h"/>
                    </policy>
                    <policy name="small" extends="stafff">
                      <limit measure="mails" quantity="ten" window="1m"/>
                      <limit measure="messages" quantity="ten" window="1h"/>
                      <limit measure="messages" quantity="5" window="60min"/>
                      <limit measure="bytes" quantity="99999999999999999999GB" window="32d"/>
                      <limit measure="bytes" window="1d"/>
                      <recipientsPerMessage>3000000000</recipientsPerMessage>
                      <overLimit>defers</overLimit>
                      <bulk advise="200" refuse="100" visible="0"/>
                    </policy>
                  </policies>
                  <asignments/>
                  <assignments default="tiny" networks="aplication">
                    <account name="ana@alcaldia.example" policy="small"/>
                    <account name="ANA@alcaldia.example" policy="staff"/>
                    <account name="ana alcaldia" policy="smal"/>
                    <domain name="*.alcaldia.example" policy="staff"/>
                  </assignments>
                  <exempt><account/><acount>x@y.example</acount></exempt>
                  <networks><network>10.1.2.3/16</network><network>10.0.0.0/33</network></networks>
                  <alwaysOpen>mesa.ayuda@alcaldia.example</alwaysOpen>
                  <notices quietPeriod="0s" perHour="-1"/>
                  <notices/>
                </mesura>
                """;

        assertThat(Xml.mistakes(xml)).containsExactlyElementsOf("""
                        mesura has an unknown attribute 'colour' (conf/mesura.xml)
                        unknown element 'asignments', did you mean 'assignments'? (conf/mesura.xml)
                        notices stands twice (conf/mesura.xml)
                        helpDesk has an unknown attribute 'adress', did you mean 'address'? (institution, conf/mesura.xml)
                        helpDesk 'name' is missing (institution, conf/mesura.xml)
                        limit 'quantity' is missing (policy 'small', conf/mesura.xml)
                        unknown element 'acount', did you mean 'account'? (exempt, conf/mesura.xml)
                        account is empty (exempt, conf/mesura.xml)
                        alwaysOpen must not hold text, got 'mesa.ayuda@alcaldia.example' (conf/mesura.xml)
                        'language' must be es, en or pt, got 'fr' (institution, conf/mesura.xml)
                        language of account 'ana@alcaldia.example' must be es, en or pt, got 'esp', did you mean 'es'? (languages, conf/mesura.xml)
                        'timeZone' must be an IANA time zone such as America/Bogota, got 'America/Bogata', did you mean 'America/Bogota'? (institution, conf/mesura.xml)
                        'helpPage' must be a web address such as https://www.alcaldia.example/correo, got 'javascript:alert(1)' (institution, conf/mesura.xml)
                        'administrator' must be a mail address such as ana@alcaldia.example, got 'the boss' (institution, conf/mesura.xml)
                        newsletter 'address' must be a mail address such as ana@alcaldia.example, got 'prensa' (institution, conf/mesura.xml)
                        newsletter 'page' must be a web address such as https://www.alcaldia.example/correo, got 'www.alcaldia.example' (institution, conf/mesura.xml)
                        limit 'recipients per 1h' must be at least 1, got '0' (policy 'staff', conf/mesura.xml)
                        limit 'measure' must be messages, recipients, external recipients or bytes, got 'mails' (policy 'small', conf/mesura.xml)
                        limit 'window' must be a time such as 30s, 1min, 1h or 1d, got '1m' (policy 'small', conf/mesura.xml)
                        limit 'quantity' must be a size such as 500MB or 2GB, or 'unlimited', got 'ten' (policy 'small', conf/mesura.xml)
                        limit 'messages per 1h' must be a whole number or 'unlimited', got 'ten' (policy 'small', conf/mesura.xml)
                        limit 'messages per 1h' stands twice (policy 'small', conf/mesura.xml)
                        limit 'window' must be from 1s to 31d, got '32d' (policy 'small', conf/mesura.xml)
                        limit 'quantity' must be at most 1000000000000000, got '99999999999999999999GB' (policy 'small', conf/mesura.xml)
                        'recipientsPerMessage' must be at most 2147483647, got '3000000000' (policy 'small', conf/mesura.xml)
                        'overLimit' must be bounce, defer or hold, got 'defers', did you mean 'defer'? (policy 'small', conf/mesura.xml)
                        bulk 'visible' must be at least 1, got '0' (policy 'small', conf/mesura.xml)
                        a policy with the name of a preset must extend it: write extends='staff' or choose another name (policy 'staff', conf/mesura.xml)
                        policy 'extends' must be a preset or another policy of this file, got 'stafff', did you mean 'staff'? (policy 'small', conf/mesura.xml)
                        bulk 'stop' must be at least 'advise' (200), got '150' (policy 'small', conf/mesura.xml)
                        bulk 'refuse' must be at least 'stop' (150), got '100' (policy 'small', conf/mesura.xml)
                        mesura 'mode' must be enforce or observe, got 'enforced', did you mean 'enforce'? (conf/mesura.xml)
                        assignments 'default' must be a preset or a policy of this file, got 'tiny' (assignments, conf/mesura.xml)
                        assignments 'networks' must be a preset or a policy of this file, got 'aplication', did you mean 'application'? (assignments, conf/mesura.xml)
                        domain 'name' must be a domain such as alcaldia.example, got '*.alcaldia.example' (assignments, conf/mesura.xml)
                        account 'ana@alcaldia.example' stands twice (assignments, conf/mesura.xml)
                        account 'name' must be an account such as ana@alcaldia.example, got 'ana alcaldia' (assignments, conf/mesura.xml)
                        policy of account 'ana alcaldia' must be a preset or a policy of this file, got 'smal', did you mean 'small'? (assignments, conf/mesura.xml)
                        notices 'quietPeriod' must be from 1s to 31d, got '0s' (conf/mesura.xml)
                        notices 'perHour' must be at least 1, got '-1' (conf/mesura.xml)
                        domain must be a domain such as alcaldia.example or *.alcaldia.example, got '*alcaldia.example' (internalDomains, conf/mesura.xml)
                        network must have no bits set after its prefix, got '10.1.2.3/16', did you mean '10.1.0.0/16'? (networks, conf/mesura.xml)
                        network must have a prefix from 0 to 32, got '10.0.0.0/33' (networks, conf/mesura.xml)
                        """.lines().toList());
    }

    @Test
    void exampleOfTheHouseStyleShouldReadAsItDoesThere() {
        assertThat(Xml.mistakesIn("""
                        <policies><policy name="staff" extends="staff">
                          <limit measure="recipients" quantity="0" window="1h"/>
                        </policy></policies>
                        """))
                .containsExactly(
                        "limit 'recipients per 1h' must be at least 1, got '0' (policy 'staff', conf/mesura.xml)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <policy name='a' extends='a'/> | policy 'extends' must be a preset or another policy of this file, got 'a' (policy 'a', conf/mesura.xml)
                    <policy name='a' extends='b'/><policy name='b' extends='c'/><policy name='c' extends='a'/> | policies extend each other in a circle: 'a', 'b', 'c' (policies, conf/mesura.xml)
                    <policy name='x' extends='a'/><policy name='a' extends='b'/><policy name='b' extends='a'/> | policies extend each other in a circle: 'a', 'b' (policies, conf/mesura.xml)
                    <policy name='a'/><policy name='a'/> | policy 'a' stands twice (policies, conf/mesura.xml)
                    <policy name='a b'/> | policy 'name' must be at most 64 letters, digits, '.', '_' and '-', the first a letter or digit, got 'a b' (policy 'a b', conf/mesura.xml)
                    <policy/> | policy 'name' is missing (policies, conf/mesura.xml)
                    <policy name='a'><deferral maxDelay='0s'/></policy> | deferral 'maxDelay' must be from 1s to 31d, got '0s' (policy 'a', conf/mesura.xml)
                    <policy name='a'><deferral reserveForOrdinary='91%'/></policy> | deferral 'reserveForOrdinary' must be at most 90, got '91%' (policy 'a', conf/mesura.xml)
                    <policy name='a'><deferral reserveForOrdinary='few'/></policy> | deferral 'reserveForOrdinary' must be a percentage such as 10%, got 'few' (policy 'a', conf/mesura.xml)
                    <policy name='a'><deferral ordinaryRecipients='0'/></policy> | deferral 'ordinaryRecipients' must be at least 1, got '0' (policy 'a', conf/mesura.xml)
                    <policy name='a'><holdFor>59min</holdFor></policy> | 'holdFor' must be from 1h to 31d, got '59min' (policy 'a', conf/mesura.xml)
                    <policy name='a'><bulk action='stop'/></policy> | bulk 'action' must be hold, pace or refuse, got 'stop' (policy 'a', conf/mesura.xml)
                    <policy name='a'><bulk pace='0'/></policy> | bulk 'pace' must be at least 1, got '0' (policy 'a', conf/mesura.xml)
                    <policy name='a'><overLimit>bounc</overLimit></policy> | 'overLimit' must be bounce, defer or hold, got 'bounc', did you mean 'bounce'? (policy 'a', conf/mesura.xml)
                    <policy name='a'><bulk enabled='no'/></policy> | bulk 'enabled' must be true or false, got 'no' (policy 'a', conf/mesura.xml)
                    <policy name='a'><escalation tellAdministratorAt='100%'/></policy> | escalation 'tellAdministratorAt' must be at least 101, got '100%' (policy 'a', conf/mesura.xml)
                    <policy name='a'><escalation tellAdministratorAt='high'/></policy> | escalation 'tellAdministratorAt' must be a percentage such as 125%, got 'high' (policy 'a', conf/mesura.xml)
                    <policy name='a'><escalation suspendAt='10001%'/></policy> | escalation 'suspendAt' must be at most 10000, got '10001%' (policy 'a', conf/mesura.xml)
                    <policy name='a'><escalation suspendAt='never!'/></policy> | escalation 'suspendAt' must be a percentage such as 200%, or 'never', got 'never!' (policy 'a', conf/mesura.xml)
                    <policy name='a'><escalation suspendAt='110%'/></policy> | escalation 'suspendAt' must be at least 'tellAdministratorAt' (125%) or 'never', got '110%' (policy 'a', conf/mesura.xml)
                    <policy name='a'><escalation suspendAt='130%'/></policy><policy name='b' extends='a'><escalation tellAdministratorAt='140%'/></policy> | escalation 'suspendAt' must be at least 'tellAdministratorAt' (140%) or 'never', got '130%' (policy 'b', conf/mesura.xml)
                    <policy name='a'><escalation suspendFor='32d'/></policy> | escalation 'suspendFor' must be from 1s to 31d, got '32d' (policy 'a', conf/mesura.xml)
                    <policy name='restricted' extends='staff'/> | a policy with the name of a preset must extend it: write extends='restricted' or choose another name (policy 'restricted', conf/mesura.xml)
                    """, quoteCharacter = '"')
    void policyMistakeShouldBeToldOnce(String policies, String mistake) {
        assertThat(Xml.mistakesIn("<policies>" + policies + "</policies>")).containsExactly(mistake);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <exempt><account>a@x.example</account><account>A@x.example</account></exempt> | account 'a@x.example' stands twice (exempt, conf/mesura.xml)
                    <exempt><account>a@b@x.example</account></exempt> | account must be an account such as ana@alcaldia.example, got 'a@b@x.example' (exempt, conf/mesura.xml)
                    <exempt><account>a@x..example</account></exempt> | account must be an account such as ana@alcaldia.example, got 'a@x..example' (exempt, conf/mesura.xml)
                    <exempt><account>network:10.1.2</account></exempt> | account must be an account such as ana@alcaldia.example, got 'network:10.1.2' (exempt, conf/mesura.xml)
                    <networks><network>10.1.2.3</network><network>10.1.2.3/32</network></networks> | network '10.1.2.3/32' stands twice (networks, conf/mesura.xml)
                    <networks><network>10.1.2.300</network></networks> | network must be an address or a network such as 10.1.0.0/16 or 2001:db8::/32, got '10.1.2.300' (networks, conf/mesura.xml)
                    <networks><network>2001:db8::/129</network></networks> | network must have a prefix from 0 to 128, got '2001:db8::/129' (networks, conf/mesura.xml)
                    <alwaysOpen><recipient>mesa.ayuda</recipient></alwaysOpen> | recipient must be a mail address such as ana@alcaldia.example, got 'mesa.ayuda' (alwaysOpen, conf/mesura.xml)
                    <institution><internalDomains><domain>10.1.2.3</domain></internalDomains></institution> | domain must be a domain such as alcaldia.example or *.alcaldia.example, got '10.1.2.3' (internalDomains, conf/mesura.xml)
                    <institution><timeZone>-05:00</timeZone></institution> | 'timeZone' must be an IANA time zone such as America/Bogota, got '-05:00' (institution, conf/mesura.xml)
                    <institution><name>${env:MESURA_TEST_ABSENT}</name></institution> | name names a variable without a value, got '${env:MESURA_TEST_ABSENT}' (conf/mesura.xml)
                    <institution><name>${file:UTF-8:/etc/passwd}</name></institution> | name names a variable without a value, got '${file:UTF-8:/etc/passwd}' (conf/mesura.xml)
                    <institution><name>${institution.language}</name><language>es</language></institution> | name names a variable without a value, got '${institution.language}' (conf/mesura.xml)
                    <assignments><group name='a' policy='staff'><member>a@x.example</member><member>A@x.example</member></group></assignments> | member 'a@x.example' stands twice (group 'a', conf/mesura.xml)
                    <assignments><group name='a' policy='staff'><member>a b</member></group></assignments> | member must be an account such as ana@alcaldia.example, got 'a b' (group 'a', conf/mesura.xml)
                    <assignments><group name='a' policy='staff'><account>a</account></group></assignments> | unknown element 'account' (group 'a', conf/mesura.xml)
                    <assignments><group name='a' policy='stuff'/></assignments> | policy of group 'a' must be a preset or a policy of this file, got 'stuff', did you mean 'staff'? (assignments, conf/mesura.xml)
                    <assignments><group name='a b' policy='staff'/></assignments> | group 'name' must be at most 64 letters, digits, '.', '_' and '-', the first a letter or digit, got 'a b' (assignments, conf/mesura.xml)
                    <assignments><group name='a' policy='staff'/><group name='a' policy='staff'/></assignments> | group 'a' stands twice (assignments, conf/mesura.xml)
                    <assignments><group policy='staff'/></assignments> | group 'name' is missing (assignments, conf/mesura.xml)
                    <exempt countInCaps='yes'/> | exempt 'countInCaps' must be true or false, got 'yes' (conf/mesura.xml)
                    <exempt><recipient>archivo</recipient></exempt> | recipient must be a mail address such as ana@alcaldia.example, got 'archivo' (exempt, conf/mesura.xml)
                    <exempt><recipient>a@x.example</recipient><recipient>A@x.example</recipient></exempt> | recipient 'a@x.example' stands twice (exempt, conf/mesura.xml)
                    <remoteRefusals holdAt='24'/> | remoteRefusals 'holdAt' must be at least 'suspendAt' (25), got '24' (conf/mesura.xml)
                    <remoteRefusals suspendAt='61'/> | remoteRefusals 'holdAt' must be at least 'suspendAt' (61), got '60' (conf/mesura.xml)
                    <remoteRefusals tellAt='0'/> | remoteRefusals 'tellAt' must be at least 1, got '0' (conf/mesura.xml)
                    <chainLetters tellAt='1'/> | chainLetters 'tellAt' must be at least 2, or 0, got '1' (conf/mesura.xml)
                    <chainLetters tellAt='ten'/> | chainLetters 'tellAt' must be a whole number, got 'ten' (conf/mesura.xml)
                    <chainLetters window='25h'/> | chainLetters 'window' must be from 1s to 1d, got '25h' (conf/mesura.xml)
                    <remoteRefusals window='32d'/> | remoteRefusals 'window' must be from 1s to 31d, got '32d' (conf/mesura.xml)
                    <store kind='redis'/> | store 'kind' must not be redis without <redis url='…'/> in it (conf/mesura.xml)
                    <store kind='embeded'/> | store 'kind' must be embedded, memory or redis, got 'embeded', did you mean 'embedded'? (conf/mesura.xml)
                    <assignments><domain name='a.example' policy='staff'/><domain name='A.example' policy='staff'/></assignments> | domain 'a.example' stands twice (assignments, conf/mesura.xml)
                    """, quoteCharacter = '"')
    void mistakeShouldNameSettingRuleValueAndPlace(String section, String mistake) {
        assertThat(Xml.mistakesIn(section)).containsExactly(mistake);
    }

    @Test
    void chainOfPoliciesShouldBeBounded() {
        String chain = IntStream.rangeClosed(1, 10_000)
                .mapToObj(i -> "<policy name='p" + i + "' extends='p" + (i + 1) + "'/>")
                .collect(Collectors.joining("", "<policies>", "<policy name='p10001'/></policies>"));

        assertThat(Xml.mistakesIn(chain))
                .contains("policy 'extends' must not be more than 20 deep (policy 'p1', conf/mesura.xml)");
    }

    @Test
    void valueShouldBeQuotedShortAndOnOneLine() {
        String long5000 = "x".repeat(5_000);

        assertThat(Xml.mistakesIn("<institution><language>e\ns</language><name>" + long5000 + "</name></institution>"))
                .containsExactly(
                        "name must have at most 1000 characters, got '" + "x".repeat(100) + "…' (conf/mesura.xml)",
                        "'language' must be es, en or pt, got 'e s', did you mean 'es'? (institution, conf/mesura.xml)");
    }

    @Test
    void otherRootShouldBeAMistake() {
        assertThat(Xml.mistakes("<measure/>"))
                .containsExactly("the root element must be 'mesura', got 'measure' (conf/mesura.xml)");
    }

    @Test
    void administratorShouldNotSeeAStackTrace() {
        var written = new StringWriter();
        catchThrowableOfType(InvalidSettings.class, () -> Xml.read("<mesura mode='x'/>"))
                .printStackTrace(new PrintWriter(written, true));

        assertThat(written.toString().lines())
                .containsExactly(
                        "org.mesura.config.InvalidSettings: Mesura cannot use its settings:",
                        "  mesura 'mode' must be enforce or observe, got 'x' (conf/mesura.xml)");
    }
}
