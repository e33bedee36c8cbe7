/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.fuzz.Cases;
import org.mesura.fuzz.Damage;

/**
 * Whatever stands in mesura.xml, there are settings or {@link InvalidSettings}; all mistakes are told at once, each on one line
 * with the place; nothing outside of the file is read.
 */
class SettingsFuzzTest {
    private static final int CASES = 800;
    private static final int LONGEST_LINE = 1_000;
    private static final String SECRET = "xyzzy-of-the-secret-file";

    @Test
    void settingsThatFollowTheFormShouldBeRead() throws Exception {
        Cases.each(CASES, random -> {
            RandomSettings settings = new RandomSettings(random);
            try {
                assertThat(Xml.read(settings.xml())).isNotNull();
            } catch (InvalidSettings e) {
                throw new AssertionError(settings.toString(), e);
            }
        });
    }

    @Test
    void everyMistakeShouldBeToldAtOnceWithItsPlace() throws Exception {
        Cases.each(CASES, random -> {
            RandomSettings settings = new RandomSettings(random);
            List<String> made = new ArrayList<>();
            for (int mistakes = random.nextInt(8); mistakes >= 0; mistakes--) {
                settings.mistake().ifPresent(made::add);
            }
            List<String> told = mistakes(settings.xml().getBytes(UTF_8)).orElse(List.of());

            for (String mistake : made) {
                assertThat(told).as("%s", settings).anyMatch(line -> line.contains(mistake));
            }
            assertThat(told.isEmpty()).as("%s", settings).isEqualTo(made.isEmpty());
        });
    }

    @Test
    void damagedFileShouldGiveSettingsOrMistakesAndNothingElse() throws Exception {
        Cases.each(CASES, random -> {
            byte[] file = new RandomSettings(random).xml().getBytes(random.nextInt(20) == 0 ? UTF_16 : UTF_8);
            mistakes(
                    new Damage(random).of(file, new RandomSettings(random).xml().getBytes(UTF_8)));
        });
    }

    @Test
    void nothingOutsideOfTheFileShouldBeRead(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        Cases.each(CASES / 5, random -> {
            String xml = new RandomSettings(random).xml();
            String drawn = within(xml, secret.toUri().toString(), random);
            try {
                assertThat(Xml.read(drawn).toString()).as(drawn).doesNotContain(SECRET);
            } catch (InvalidSettings e) {
                assertThat(e.mistakes().toString()).as(drawn).doesNotContain(SECRET);
            }
        });
    }

    /** The file, which asks for another one somewhere. */
    private static String within(String xml, String secret, Random random) {
        String doctype =
                switch (random.nextInt(4)) {
                    case 0 -> "<!DOCTYPE mesura [<!ENTITY e SYSTEM '" + secret + "'>]>";
                    case 1 -> "<!DOCTYPE mesura SYSTEM '" + secret + "'>";
                    case 2 -> "<!DOCTYPE mesura [<!ENTITY % e SYSTEM '" + secret + "'>%e;]>";
                    default -> "";
                };
        List<String> references = List.of(
                "&e;",
                "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='text' href='" + secret + "'/>",
                "<?xml-stylesheet href='" + secret + "'?>",
                "${file:UTF-8:" + secret.replace("file:", "") + "}",
                "${url:UTF-8:" + secret + "}",
                "${properties:" + secret.replace("file:", "") + "::" + SECRET.substring(0, 3) + "}",
                "${xml:" + secret.replace("file:", "") + ":/}",
                "${script:javascript:1}");
        int at = xml.indexOf('>', random.nextInt(xml.length()));
        return doctype
                + xml.substring(0, at + 1)
                + references.get(random.nextInt(references.size()))
                + xml.substring(at + 1);
    }

    /** What is wrong with it; empty if nothing is. */
    private static Optional<List<String>> mistakes(byte[] file) {
        try {
            Xml.read(file);
            return Optional.empty();
        } catch (InvalidSettings e) {
            assertThat(e.mistakes()).isNotEmpty().allSatisfy(line -> assertThat(line)
                    .hasSizeLessThan(LONGEST_LINE)
                    .matches("[^\\p{Cntrl}]+ \\(([^\\p{Cntrl}]+, )?conf/mesura\\.xml\\)"));
            return Optional.of(e.mistakes());
        }
    }
}
