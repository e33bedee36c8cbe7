/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.hold.HoldingLimits;
import org.mesura.notice.Contact;
import org.mesura.notice.Language;
import org.mesura.notice.NoticeRules;
import org.mesura.policy.Cap;
import org.mesura.policy.Group;
import org.mesura.policy.Limit;
import org.mesura.policy.Mode;
import org.mesura.policy.OverLimit;
import org.mesura.policy.Permit;
import org.mesura.policy.Policy;
import org.mesura.policy.Presets;
import org.mesura.submission.Sender;

/** conf/mesura.xml as it is shipped. */
class ShippedSettingsTest {
    private static final Path FILE = Path.of("..", "conf", "mesura.xml");

    private String text;
    private Settings settings;

    @BeforeEach
    void read() throws IOException {
        text = Files.readString(FILE);
        settings = new SettingsReader().read(FILE);
    }

    private String policyOf(String account) {
        return settings.policies().termsOf(new Sender(account)).policy().name();
    }

    @Test
    void staffShouldBeEnforcedAsThePresetIs() {
        var book = settings.policies();

        assertThat(book.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(book.assignments().domains())
                .isEqualTo(Map.of("alcaldia.example", Presets.byName().get("staff")));
        assertThat(book.assignments().byDefault()).isEqualTo(Presets.byName().get("staff"));
        assertThat(book.assignments().byDefault().overLimit()).isEqualTo(OverLimit.DEFER);
        assertThat(book.assignments().byNetwork()).isEqualTo(Presets.byName().get("application"));
    }

    @Test
    void accountsShouldGoByTheirPolicies() {
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(policyOf("ana@alcaldia.example")).isEqualTo("staff");
            softly.assertThat(policyOf("prensa@alcaldia.example")).isEqualTo("staff");
            softly.assertThat(policyOf("mesa.ayuda@alcaldia.example")).isEqualTo("service-desk");
            softly.assertThat(policyOf("anybody@else.example")).isEqualTo("staff");
        });
    }

    @Test
    void nobodyShouldBeExemptAndNoNetworkAuthorised() {
        assertThat(settings.policies().exempt().accounts()).isEmpty();
        assertThat(settings.networks()).isEqualTo(Networks.of());
        assertThat(settings.internalDomains()).isEqualTo(InternalDomains.of(List.of()));
        assertThat(settings.alwaysOpen()).containsExactly("mesa.ayuda@alcaldia.example");
        assertThat(settings.notices()).isEqualTo(NoticeRules.DEFAULT);
        assertThat(settings.deferredAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.held()).isEqualTo(HoldingLimits.DEFAULT);
        assertThat(settings.exemptRecipients()).isEmpty();
    }

    @Test
    void nothingShouldBeCappedOrPermittedAndTheRestBeTheDefault() {
        assertThat(settings.policies().caps()).isEmpty();
        assertThat(settings.policies().permits()).isEmpty();
        assertThat(settings.policies().assignments().groups()).isEmpty();
        assertThat(settings.remoteRefusals()).isEqualTo(Presets.REMOTE_REFUSALS);
        assertThat(settings.chainLetters()).contains(Presets.CHAIN_LETTERS);
        assertThat(settings.store()).isEqualTo(StoreKind.EMBEDDED);
    }

    @Test
    void institutionShouldSayWhereToTurn() {
        var institution = settings.institution();

        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(institution.name()).isEqualTo("Alcaldía de Ejemplo");
            softly.assertThat(institution.timeZone()).isEqualTo(ZoneId.of("America/Bogota"));
            softly.assertThat(institution.administrator()).contains("soporte@alcaldia.example");
            softly.assertThat(institution.helpPage()).contains("https://www.alcaldia.example/uso-adecuado");
            softly.assertThat(institution.helpDesk().flatMap(Contact::address)).contains("mesa.ayuda@alcaldia.example");
            softly.assertThat(institution.communications().flatMap(Contact::address))
                    .contains("prensa@alcaldia.example");
            softly.assertThat(List.of(institution.mailingLists(), institution.newsletter(), institution.sharedFolder()))
                    .allMatch(Optional::isPresent);
            softly.assertThat(settings.languages().byDefault()).isEqualTo(Language.ES);
        });
    }

    @Test
    void tableOfPresetsShouldHaveTheirNumbers() {
        for (Policy preset : Presets.byName().values()) {
            String row = text.lines()
                    .map(String::strip)
                    .filter(line -> line.matches("\\| " + preset.name() + "[ (].*"))
                    .findFirst()
                    .orElseThrow();
            assertThat(numbers(row)).as(preset.name()).containsExactlyElementsOf(inTheOrderOfTheTable(preset));
        }
    }

    @Test
    void examplesInCommentsShouldBeValidWhenUncommented(@TempDir Path folder) throws IOException {
        String uncommented = Pattern.compile("<!--(?:(?!-->).)*?\\n( *<\\w.*?)-->", Pattern.DOTALL)
                .matcher(text)
                .replaceAll("$1");

        Path members = Path.of("groups", "front-desk.txt");
        Files.createDirectories(folder.resolve(members).getParent());
        Files.copy(FILE.resolveSibling(members), folder.resolve(members));
        Path file = Files.writeString(
                folder.resolve("mesura.xml"),
                uncommented
                        .replace("default=\"staff\"", "default=\"interns\"")
                        // one of two stores, and a password that the environment of a server has
                        .replaceFirst("(?s)<store kind=\"\\$\\{env:MESURA_STORE.*?</store>", "")
                        .replace("${env:REDIS_PASSWORD}", "secreto"));

        var all = new SettingsReader().read(file);

        assertThat(all.store()).isEqualTo(StoreKind.REDIS);
        assertThat(all.redis()).isPresent();
        assertThat(all.internalDomains())
                .isEqualTo(InternalDomains.of(List.of("concejo.example", "*.concejo.example")));
        assertThat(all.languages().of(new Sender("x@turismo.alcaldia.example"))).isEqualTo(Language.EN);
        assertThat(all.policies().exempt().accounts()).containsExactly("alertas@alcaldia.example");
        assertThat(all.exemptRecipients()).containsExactly("archivo@alcaldia.example");
        assertThat(all.policies().assignments().groups())
                .flatExtracting(Group::members)
                .containsExactlyInAnyOrder(
                        "tramites@alcaldia.example", "atencion@alcaldia.example", "ventanilla@alcaldia.example");
        assertThat(all.policies().caps())
                .extracting(Cap::name)
                .containsExactly("institution per 1d", "domain turismo.alcaldia.example per 1d");
        assertThat(all.policies().permits())
                .singleElement()
                .returns("feria-2026", Permit::id)
                .returns(Instant.parse("2026-12-01T13:00:00Z"), Permit::from)
                .returns(500, Permit::recipientsPerMessage);
        assertThat(all.networks()).isEqualTo(Networks.of("10.1.0.0/16"));
        assertThat(all.policies().assignments().byDefault().recipientsPerMessage())
                .isEqualTo(20);
        assertThat(all.policies().assignments().byDefault().limits())
                .extracting(Limit::toString)
                .contains(
                        "messages 20 per 1h",
                        "recipients 50 per 1h",
                        "external recipients 10 per 1d",
                        "bytes 100000000 per 1d");
    }

    private static List<Long> numbers(String row) {
        return Pattern.compile("([\\d,]+)( [GM]B)?")
                .matcher(row)
                .results()
                .map(MatchResult::group)
                .map(number -> Values.bytes(number.replace(",", ""), "must be a number"))
                .toList();
    }

    private static List<Long> inTheOrderOfTheTable(Policy preset) {
        List<Long> limits = preset.limits().stream().map(Limit::quantity).toList();
        return List.of(
                limits.get(0),
                limits.get(1),
                limits.get(2),
                (long) preset.recipientsPerMessage(),
                limits.get(3),
                limits.get(4),
                limits.get(5),
                limits.get(6),
                limits.get(7));
    }
}
