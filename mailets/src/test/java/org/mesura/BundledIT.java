/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the jar says of the libraries that it bundles: which they are, and under which licences. */
class BundledIT {
    private static final String SBOM = "META-INF/sbom/mesura.cdx.json";
    private static final String LICENSES = "META-INF/licenses/";
    private static final Pattern INCLUDE = Pattern.compile("<include>([\\w.-]+:[\\w.*-]+)</include>");
    private static final Pattern LIBRARY = Pattern.compile("(?m)^[\\w.-]+:[\\w.-]+$");

    @ParameterizedTest
    @ValueSource(strings = {"jar-with-dependencies", "jakarta"})
    void sbomShouldHaveEachLibraryThatIsBundledAndNoOther(String classifier) throws IOException {
        List<String> libraries = libraries(classifier);
        List<Pattern> bundled = INCLUDE.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(found -> Pattern.compile(found.group(1).replace(".", "\\.").replace("*", "[^:]*")))
                .toList();

        assertThat(libraries).hasSizeGreaterThan(15).allMatch(library -> bundled.stream()
                .anyMatch(pattern -> pattern.matcher(library).matches()));
        assertThat(bundled).allMatch(pattern -> libraries.stream()
                .anyMatch(library -> pattern.matcher(library).matches()));
    }

    @Test
    void sbomShouldTellVersionLicenceAndHashOfEach() throws IOException {
        assertThat(components("jakarta")).allSatisfy(component -> {
            assertThat(component.path("purl").asText()).startsWith("pkg:maven/").contains("@");
            assertThat(component.path("version").asText()).matches("\\d.*");
            assertThat(component.path("licenses")).isNotEmpty();
            assertThat(component.path("hashes")).isNotEmpty();
        });
    }

    @Test
    void noticesShouldNameEachLibraryAndNoOther() throws IOException {
        String notices = ExtensionJar.of("jakarta").text(LICENSES + "THIRD-PARTY.txt");

        assertThat(LIBRARY.matcher(notices).results().map(MatchResult::group))
                .containsExactlyInAnyOrderElementsOf(libraries("jakarta"));
    }

    @Test
    void whatLibrariesSayOfTheirLicencesShouldBeThere() {
        ExtensionJar jar = ExtensionJar.of("jakarta");

        assertThat(jar.text(LICENSES + "mesura/LICENSE")).contains("Apache License");
        assertThat(jar.text(LICENSES + "lettuce-core/LICENSE")).contains("MIT License");
        assertThat(jar.text(LICENSES + "jsoup/LICENSE")).contains("The MIT License");
        assertThat(jar.names("")).contains(LICENSES + "jackson-core/NOTICE", LICENSES + "commons-io/NOTICE.txt");
    }

    private static List<String> libraries(String classifier) throws IOException {
        return components(classifier)
                .map(component -> component.path("group").asText() + ":"
                        + component.path("name").asText())
                .toList();
    }

    private static Stream<JsonNode> components(String classifier) throws IOException {
        JsonNode bom = new ObjectMapper().readTree(ExtensionJar.of(classifier).bytes(SBOM));
        assertThat(bom.at("/metadata/component/name").asText()).isEqualTo("mesura-mailets");
        return StreamSupport.stream(bom.path("components").spliterator(), false);
    }
}
