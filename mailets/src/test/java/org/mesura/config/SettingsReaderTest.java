/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.hold.HoldingLimits;
import org.mesura.notice.Contact;
import org.mesura.notice.Language;
import org.mesura.notice.NoticeRules;
import org.mesura.policy.ChainLetterRule;
import org.mesura.policy.Exemptions;
import org.mesura.policy.Mode;
import org.mesura.policy.Presets;
import org.mesura.policy.RemoteRefusals;
import org.mesura.store.redis.RedisServers;
import org.mesura.submission.Sender;

import io.lettuce.core.RedisURI;

class SettingsReaderTest {
    private static final Sender ANA = new Sender("ana@alcaldia.example");

    @Test
    void emptyFileShouldHaveAllDefaults() {
        var settings = Xml.read("<mesura/>");

        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(settings.policies().mode()).isEqualTo(Mode.ENFORCE);
            softly.assertThat(settings.policies().assignments().byDefault())
                    .isEqualTo(Presets.byName().get("staff"));
            softly.assertThat(settings.policies().assignments().byNetwork())
                    .isEqualTo(Presets.byName().get("application"));
            softly.assertThat(settings.policies().assignments().accounts()).isEmpty();
            softly.assertThat(settings.policies().assignments().domains()).isEmpty();
            softly.assertThat(settings.policies().exempt()).isEqualTo(Exemptions.NONE);
            softly.assertThat(settings.institution().name()).isEqualTo("la institución");
            softly.assertThat(settings.institution().timeZone()).isEqualTo(ZoneId.systemDefault());
            softly.assertThat(settings.institution().helpPage()).isEmpty();
            softly.assertThat(settings.institution().administrator()).isEmpty();
            softly.assertThat(settings.institution().helpDesk()).isEmpty();
            softly.assertThat(settings.languages().byDefault()).isEqualTo(Language.ES);
            softly.assertThat(settings.notices()).isEqualTo(NoticeRules.DEFAULT);
            softly.assertThat(settings.internalDomains()).isEqualTo(InternalDomains.of(List.of()));
            softly.assertThat(settings.networks()).isEqualTo(Networks.of());
            softly.assertThat(settings.alwaysOpen()).isEmpty();
            softly.assertThat(settings.exemptRecipients()).isEmpty();
            softly.assertThat(settings.policies().assignments().groups()).isEmpty();
            softly.assertThat(settings.policies().caps()).isEmpty();
            softly.assertThat(settings.policies().permits()).isEmpty();
            softly.assertThat(settings.remoteRefusals()).isEqualTo(Presets.REMOTE_REFUSALS);
            softly.assertThat(settings.chainLetters()).contains(Presets.CHAIN_LETTERS);
            softly.assertThat(settings.store()).isEqualTo(StoreKind.EMBEDDED);
        });
    }

    @Test
    void emptySectionsShouldBeTheDefaultsWhenNothingIsWrittenInThem() {
        assertThat(Xml.sections("""
                        <institution/><policies/><assignments/><caps/><permits/><exempt/><networks/><alwaysOpen/>
                        <notices/><remoteRefusals/><chainLetters/><store/>
                        """)).isEqualTo(Xml.read("<mesura/>"));
    }

    @Test
    void blankValueShouldBeTheDefault() {
        assertThat(Xml.read("<mesura mode=' '><institution><name/><language> </language></institution></mesura>"))
                .isEqualTo(Xml.read("<mesura/>"));
    }

    @Test
    void institutionShouldBeCalledInItsLanguageWhenItHasNoName() {
        var settings = Xml.sections("<institution><language>pt</language></institution>");

        assertThat(settings.institution().name()).isEqualTo("a instituição");
    }

    @Test
    void modeShouldBeObserveWhenWritten() {
        assertThat(Xml.read("<mesura mode='observe'/>").policies().mode()).isEqualTo(Mode.OBSERVE);
    }

    @Test
    void contactShouldHaveWhatIsWrittenOfIt() {
        var institution = Xml.sections("""
                        <institution>
                          <helpDesk name="Mesa de ayuda" address="Mesa.Ayuda@alcaldia.example" phone="+57 601 555 0100"/>
                          <sharedFolder name="Carpetas" page="https://www.alcaldia.example/carpetas"/>
                        </institution>
                        """).institution();

        assertThat(institution.helpDesk())
                .contains(new Contact(
                        "Mesa de ayuda",
                        Optional.of("mesa.ayuda@alcaldia.example"),
                        Optional.empty(),
                        Optional.of("+57 601 555 0100")));
        assertThat(institution.sharedFolder().orElseThrow().page()).contains("https://www.alcaldia.example/carpetas");
        assertThat(institution.newsletter()).isEmpty();
    }

    @Test
    void secondLanguageShouldStandBelowThatOfTheAccountAndNotTwice() {
        var languages = Xml.sections("""
                        <institution><language>es</language><secondLanguage>en</secondLanguage><languages>
                          <account name="consulado@alcaldia.example" language="pt"/>
                          <account name="tourism@alcaldia.example" language="en"/>
                        </languages></institution>
                        """).languages();

        assertThat(languages.allOf(ANA)).containsExactly(Language.ES, Language.EN);
        assertThat(languages.allOf(new Sender("consulado@alcaldia.example"))).containsExactly(Language.PT, Language.EN);
        assertThat(languages.allOf(new Sender("tourism@alcaldia.example"))).containsExactly(Language.EN);
        assertThat(Xml.sections("<institution/>").languages().allOf(ANA)).containsExactly(Language.ES);
    }

    @Test
    void languageShouldBeThatOfAccountThenDomainThenInstitution() {
        var languages = Xml.sections("""
                        <institution><language>pt</language><languages>
                          <domain name="Turismo.example" language="en"/>
                          <account name="Ana@turismo.example" language="es"/>
                        </languages></institution>
                        """).languages();

        assertThat(languages.of(new Sender("ana@turismo.example"))).isEqualTo(Language.ES);
        assertThat(languages.of(new Sender("beto@turismo.example"))).isEqualTo(Language.EN);
        assertThat(languages.of(ANA)).isEqualTo(Language.PT);
    }

    @Test
    void noticesShouldHaveWhatIsWrittenAndDefaultsForTheRest() {
        assertThat(Xml.sections("<notices quietPeriod='12h' perHour='7'/>").notices())
                .isEqualTo(new NoticeRules(Duration.ofHours(12), 3, 7));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0s,0", "90s,90", "10min,600"})
    void timeUntilARunOfDeferralsIsToldShouldBeReadAndMayBeNone(String written, long seconds) {
        assertThat(Xml.sections("<notices deferredAfter='" + written + "'/>").deferredAfter())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "601s | must be from 0 to 10min",
                "-1s  | must be from 0 to 10min",
                "soon | must be a time such as 10s or 1min, or 0"
            })
    void timeUntilARunOfDeferralsIsToldShouldBeAMistakeWhenItIsTooLong(String written, String rule) {
        assertThat(Xml.mistakesIn("<notices deferredAfter='" + written + "'/>"))
                .containsExactly("notices 'deferredAfter' " + rule + ", got '" + written + "' (conf/mesura.xml)");
    }

    @Test
    void heldShouldHaveWhatIsWrittenAndDefaultsForTheRest() {
        assertThat(Xml.sections("<held messagesPerAccount='7' size='1GB'/>").held())
                .isEqualTo(new HoldingLimits(7, 500_000_000, 100_000, 1_000_000_000));
    }

    @Test
    void heldShouldBeAMistakeWhenItKeepsNothing() {
        assertThat(Xml.mistakesIn("<held messages='0' sizePerAccount='much'/>"))
                .containsExactly(
                        "held 'sizePerAccount' must be a size such as 500MB or 10GB, got 'much' (conf/mesura.xml)",
                        "held 'messages' must be at least 1, got '0' (conf/mesura.xml)");
    }

    @Test
    void chainLettersShouldHaveWhatIsWrittenAndDefaultsForTheRest() {
        assertThat(Xml.sections("<chainLetters tellAt='3'/>").chainLetters())
                .contains(new ChainLetterRule(3, Duration.ofHours(1)));
    }

    @Test
    void chainLettersShouldNotBeToldWhenTheirNumberIsZero() {
        assertThat(Xml.sections("<chainLetters tellAt='0'/>").chainLetters()).isEmpty();
    }

    @Test
    void remoteRefusalsShouldHaveWhatIsWrittenAndDefaultsForTheRest() {
        assertThat(Xml.sections("<remoteRefusals suspendAt='60' suspendFor='2h' tellAt='1'/>")
                        .remoteRefusals())
                .isEqualTo(new RemoteRefusals(60, 60, Duration.ofHours(1), Duration.ofHours(2), 1));
    }

    @Test
    void storeShouldBeInMemoryWhenWritten() {
        assertThat(Xml.sections("<store kind='memory'/>").store()).isEqualTo(StoreKind.MEMORY);
    }

    @Test
    void storeShouldBeTheRedisThatIsWritten() {
        var settings = Xml.sections("""
                <store kind='redis'>
                  <redis url='rediss-sentinel://user:secret@a.example:26379,b.example:26379?sentinelMasterId=main'
                         topology='sentinel' name='alcaldia' timeout='2s' localFactor='25%' onStoreFailure='pass'
                         sentinelPassword='other' trusted='/etc/ssl/redis.pem'/>
                </store>
                """);
        RedisSettings redis = settings.redis().orElseThrow();

        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(settings.store()).isEqualTo(StoreKind.REDIS);
            softly.assertThat(redis.servers().topology()).isEqualTo(RedisServers.Topology.SENTINEL);
            softly.assertThat(redis.servers().urls().get(0).getSentinels()).hasSize(2);
            softly.assertThat(redis.servers().trusted()).contains(Path.of("/etc/ssl/redis.pem"));
            softly.assertThat(redis.servers().name()).isEqualTo("alcaldia");
            softly.assertThat(redis.servers().timeout()).isEqualTo(Duration.ofSeconds(2));
            softly.assertThat(redis.localFactor()).isEqualTo(25);
            softly.assertThat(redis.onStoreFailure()).isEqualTo(RedisSettings.OnStoreFailure.PASS);
            softly.assertThat(settings.toString()).doesNotContain("secret", "other");
        });
    }

    @Test
    void redisShouldHaveDefaultsForAllButItsUrl() {
        RedisSettings redis = Xml.sections("<store kind='redis'><redis url='redis://a.example'/></store>")
                .redis()
                .orElseThrow();

        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(redis.servers().topology()).isEqualTo(RedisServers.Topology.STANDALONE);
            softly.assertThat(redis.servers().timeout()).isEqualTo(Duration.ofMillis(500));
            softly.assertThat(redis.localFactor()).isEqualTo(50);
            softly.assertThat(redis.onStoreFailure()).isEqualTo(RedisSettings.OnStoreFailure.LOCAL);
        });
    }

    @Test
    void redisShouldBeOneServerOfEachThatTheUrlNames() {
        RedisSettings redis = Xml.sections("""
                        <store kind='redis'>
                          <redis topology='cluster' url='redis://a.example:7000, redis://b.example:7001'/>
                        </store>
                        """).redis().orElseThrow();

        assertThat(redis.servers().urls())
                .extracting(RedisURI::getHost, RedisURI::getPort)
                .containsExactly(tuple("a.example", 7000), tuple("b.example", 7001));
    }

    @Test
    void allMistakesAboutRedisShouldBeToldWithoutAPassword() {
        assertThat(Xml.mistakesIn("""
                        <store kind='redis'>
                          <redis url='redis-sentinel://:secret@a.example:26379?sentinelMasterId=main' topology='ring'
                                 timeout='1min' localFactor='0%' onStoreFailure='wait' trusted='redis.pem'/>
                        </store>
                        """))
                .containsExactly(
                        "redis 'topology' must be standalone, master-replica, sentinel or cluster, got 'ring' (conf/mesura.xml)",
                        "redis 'url' must be such as redis://host:6379 or rediss://user:password@host:6379 where"
                                + " 'topology' is standalone, got 'redis-sentinel://***'"
                                + " (conf/mesura.xml)",
                        "redis 'trusted' must be the whole path of a file, such as /etc/ssl/redis.pem, got 'redis.pem'"
                                + " (conf/mesura.xml)",
                        "redis 'timeout' must be a time such as 500ms or 1s, got '1min' (conf/mesura.xml)",
                        "redis 'onStoreFailure' must be local, defer or pass, got 'wait' (conf/mesura.xml)",
                        "redis 'localFactor' must be at least 1, got '0%' (conf/mesura.xml)");
    }

    /** What is no URL has a password all the same; the mistakes are in the log, the health check and letters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis-sentinel://:quetzal/tapir@a.example:26379",
                "redis-sentinel://:quetzal#tapir@a.example:26379",
                "redis-sentinel://:quetzal?tapir@a.example:26379",
                "redis-sentinel://:quetzal@tapir@a.example:26379",
                "redis-sentinel://:quetzal@tapir/@a.example:26379",
                "redis-sentinel://:quetzal,redis://tapir@a.example:26379",
                "redis-sentinel://a.example:26379?password=quetzal-tapir",
                "redis:quetzal-tapir@a.example",
                "ana:quetzal/tapir@a.example:6379",
                "quetzal tapir"
            })
    void mistakeOfRedisUrlShouldTellNoPartOfAPassword(String url) {
        assertThat(Xml.mistakesIn("<store kind='redis'><redis url='" + url + "'/></store>"))
                .isNotEmpty()
                .noneMatch(mistake -> mistake.contains("quetzal") || mistake.contains("tapir"));
    }

    @Test
    void redisShouldHaveItsUrl() {
        assertThat(Xml.mistakesIn("<store kind='redis'/>"))
                .containsExactly("store 'kind' must not be redis without <redis url='…'/> in it (conf/mesura.xml)");
    }

    @Test
    void exemptRecipientsShouldBeAnotherListThanThoseAlwaysOpen() {
        var settings = Xml.sections("""
                <exempt><account>a@x.example</account><recipient>Archivo@x.example</recipient></exempt>
                <alwaysOpen><recipient>mesa@x.example</recipient></alwaysOpen>
                """);

        assertThat(settings.exemptRecipients()).containsExactly("archivo@x.example");
        assertThat(settings.alwaysOpen()).containsExactly("mesa@x.example");
        assertThat(settings.policies().exempt().accounts()).containsExactly("a@x.example");
    }

    @Test
    void listsShouldKeepTheirOrderInLowerCase() {
        var settings = Xml.sections("""
                <institution><internalDomains>
                  <domain>Concejo.example</domain><domain>*.concejo.example</domain>
                </internalDomains></institution>
                <exempt><account>Alertas@alcaldia.example</account></exempt>
                <networks><network>2001:DB8::/32</network><network>10.1.2.3</network></networks>
                <alwaysOpen><recipient>Mesa@alcaldia.example</recipient></alwaysOpen>
                """);

        assertThat(settings.internalDomains())
                .isEqualTo(InternalDomains.of(List.of("concejo.example", "*.concejo.example")));
        assertThat(settings.policies().exempt().accounts()).containsExactly("alertas@alcaldia.example");
        assertThat(settings.networks()).isEqualTo(Networks.of("2001:db8::/32", "10.1.2.3/32"));
        assertThat(settings.alwaysOpen()).containsExactly("mesa@alcaldia.example");
    }

    @Test
    void accountShouldGoBeforeDomainAndDomainBeforeDefault() {
        var book = Xml.sections("""
                        <assignments default="restricted" networks="staff">
                          <domain name="Alcaldia.example" policy="service-desk"/>
                          <account name="Ana@alcaldia.example" policy="communications"/>
                          <account name="network:2001:DB8:0::7" policy="service-desk"/>
                        </assignments>
                        """).policies();

        assertThat(book.termsOf(ANA).policy().name()).isEqualTo("communications");
        assertThat(book.termsOf(new Sender("beto@alcaldia.example")).policy().name())
                .isEqualTo("service-desk");
        assertThat(book.termsOf(new Sender("x@other.example")).policy().name()).isEqualTo("restricted");
        assertThat(book.termsOf(Sender.ofNetwork("10.1.2.3")).policy().name()).isEqualTo("staff");
        assertThat(book.termsOf(Sender.ofNetwork("2001:db8::7")).policy().name())
                .isEqualTo("service-desk");
    }

    @Test
    void accountWithoutDomainShouldBeAllowed() {
        assertThat(Xml.sections("<exempt><account>ana</account></exempt>")
                        .policies()
                        .exempt()
                        .accounts())
                .containsExactly("ana");
    }

    @Test
    void variableShouldBeReplacedByItsValue() {
        System.setProperty("mesura.test.zone", "America/Lima");
        try {
            var settings = Xml.sections("""
                    <institution><name>${env:MESURA_TEST_ABSENT:-Alcaldía}</name>
                    <timeZone>${sys:mesura.test.zone}</timeZone></institution>
                    """);

            assertThat(settings.institution().name()).isEqualTo("Alcaldía");
            assertThat(settings.institution().timeZone()).isEqualTo(ZoneId.of("America/Lima"));
        } finally {
            System.clearProperty("mesura.test.zone");
        }
    }

    @Test
    void otherEncodingShouldBeReadWhenTheFileNamesIt() {
        String xml = "<?xml version='1.0' encoding='ISO-8859-1'?>"
                + "<mesura><institution><name>Alcaldía</name></institution></mesura>";

        assertThat(Xml.read(xml.getBytes(ISO_8859_1)).institution().name()).isEqualTo("Alcaldía");
    }

    @Test
    void absentFileShouldBeNamed(@TempDir Path folder) {
        Path file = folder.resolve("mesura.xml");

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> new SettingsReader().read(file))
                .satisfies(e -> assertThat(e.mistakes()).containsExactly("there is no file '" + file + "'"));
    }

    @Test
    void fileShouldBeReadFromItsPath(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mesura.xml"), "<mesura mode='observe'/>");

        assertThat(new SettingsReader().read(file).policies().mode()).isEqualTo(Mode.OBSERVE);
    }

    @Test
    void failingStreamShouldBeAMistake() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }
        };

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> new SettingsReader().read(failing, Xml.PLACE))
                .withMessage(
                        "Mesura cannot use its settings:\n  the file cannot be read: disk on fire (conf/mesura.xml)");
    }
}
