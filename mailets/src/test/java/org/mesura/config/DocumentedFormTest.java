/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds the table under "mesura.xml" in conf/README.md against the code, in both directions. */
class DocumentedFormTest {
    private record Documented(String setting, String meaning, String unit, String byDefault) {
        static Documented parse(String row) {
            List<String> cells = Arrays.stream(row.split("\\|"))
                    .skip(1)
                    .map(cell -> cell.strip().replace("`", ""))
                    .toList();
            return new Documented(cells.get(0), cells.get(1), cells.get(2), cells.get(3));
        }

        String isAs() {
            return setting + " | " + unit + " | " + byDefault;
        }
    }

    private List<Documented> table;

    @BeforeEach
    void readTable() throws IOException {
        table = Files.readAllLines(Path.of("..", "conf", "README.md")).stream()
                .dropWhile(line -> !line.equals("## mesura.xml"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `mesura"))
                .map(Documented::parse)
                .toList();
    }

    @Test
    void tableShouldHaveEverySettingOfTheFormWithItsUnitAndDefault() {
        assertThat(table.stream().map(Documented::isAs))
                .containsExactlyElementsOf(Form.rows().stream()
                        .map(row -> row.path() + " | " + row.unit() + " | " + row.byDefault())
                        .toList());
    }

    @Test
    void everySettingShouldHaveAMeaning() {
        assertThat(table)
                .allSatisfy(row -> assertThat(row.meaning()).as(row.setting()).isNotBlank());
    }

    @Test
    void documentedDefaultsShouldChangeNothingWhenWritten() {
        String zone = ZoneId.systemDefault().getId();
        String written = "<mesura" + attributes("mesura") + "><institution>"
                + text("mesura/institution/name") + "<timeZone>" + zone + "</timeZone>"
                + text("mesura/institution/language") + "</institution><assignments"
                + attributes("mesura/assignments") + "/><exempt" + attributes("mesura/exempt") + "/><notices"
                + attributes("mesura/notices") + "/><remoteRefusals" + attributes("mesura/remoteRefusals")
                + "/><chainLetters" + attributes("mesura/chainLetters") + "/><submissions"
                + attributes("mesura/submissions") + "/><held" + attributes("mesura/held")
                + "/><store"
                + attributes("mesura/store") + "/></mesura>";

        assertThat(Xml.read(written)).isEqualTo(Xml.read("<mesura/>"));
    }

    @Test
    void documentedDefaultsOfPoliciesShouldChangeNothingWhenWritten() {
        String policy = "mesura/policies/policy";
        String written = "<policy name='a'>" + text(policy + "/recipientsPerMessage") + text(policy + "/overLimit")
                + "<deferral" + attributes(policy + "/deferral") + "/>" + text(policy + "/holdFor")
                + "<bulk" + attributes(policy + "/bulk") + "/><escalation" + attributes(policy + "/escalation")
                + "/></policy>";

        assertThat(policies(written)).isEqualTo(policies("<policy name='a'/>"));
    }

    @Test
    void documentedDefaultsOfCapsAndPermitsShouldChangeNothingWhenWritten() {
        String cap = "<caps><institution externalRecipients='9'%s/><domain name='a.example' externalRecipients='9'%s/>"
                + "</caps>";
        String permit = "<permits><permit id='a' account='a@b.example' from='2026-12-01' until='2026-12-02'"
                + " externalRecipients='9' reason='r' grantor='g'%s/></permits>";

        assertThat(Xml.sections(cap.formatted(
                                byDefault("mesura/caps/institution", "window"),
                                byDefault("mesura/caps/domain", "window"))
                        + permit.formatted(byDefault("mesura/permits/permit", "tier"))))
                .isEqualTo(Xml.sections(cap.formatted("", "") + permit.formatted("")));
    }

    @Test
    void requiredSettingsShouldBeMissedWhenAbsent() {
        assertThat(Xml.mistakesIn("""
                        <institution><helpDesk/><mailingLists/><newsletter/><sharedFolder/><communications/>
                        <languages><domain/><account/></languages></institution>
                        <policies><policy><limit/></policy></policies>
                        <assignments><account/><group/><domain/></assignments>
                        <caps><institution/><domain/></caps><permits><permit/></permits>
                        <store><redis/></store>
                        """))
                .allMatch(mistake -> mistake.contains("' is missing ("))
                .hasSize((int) table.stream()
                        .filter(row -> row.byDefault().equals(FormRow.REQUIRED))
                        .count());
    }

    private static Settings policies(String policies) {
        return Xml.sections("<policies>" + policies + "</policies><assignments default='a'/>");
    }

    private String text(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return "<" + name + ">" + byDefault(path) + "</" + name + ">";
    }

    private String attributes(String path) {
        return table.stream()
                .filter(row -> row.setting().startsWith(path + "@"))
                .map(row -> " " + row.setting().substring(path.length() + 1) + "='" + row.byDefault() + "'")
                .collect(Collectors.joining());
    }

    private String byDefault(String path, String attribute) {
        return " " + attribute + "='" + byDefault(path + "@" + attribute) + "'";
    }

    private String byDefault(String path) {
        return table.stream()
                .filter(row -> row.setting().equals(path))
                .findFirst()
                .orElseThrow()
                .byDefault();
    }
}
