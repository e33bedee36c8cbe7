/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mesura.runner.Docker;

import com.google.common.hash.Hashing;

/**
 * {@code docker/Dockerfile.james39} puts our files where James 3.9's own image has its. That image cannot be had here: a base
 * with its layout stands in, so this says what lies where, and nothing of how James 3.9 runs.
 */
@Tag("container")
class James39ImageStory {
    private static final Path ROOT = Path.of(System.getProperty("mesura.root"));
    private static final String OFFICIAL = "mesura:official-layout";
    private static final String IMAGE = "mesura:james39";
    private static final String FILE_IMAGE = "mesura:james39-file";

    /** How a flavour keeps mail and accounts, and what its JVM needs; with a README that is for this repository. */
    private static final Set<String> OF_THE_FLAVOUR = Set.of(
            "README.md",
            "activemq.properties",
            "dnsservice.xml",
            "jmap.properties",
            "jmx.properties",
            "jvm.properties",
            "listeners.xml",
            "lmtpserver.xml",
            "logback.xml",
            "mailrepositorystore.xml",
            "managesieveserver.xml",
            "pop3server.xml",
            "recipientrewritetable.xml",
            "usersrepository.xml");

    @BeforeAll
    static void build() {
        Path layout = ROOT.resolve("integration-tests/src/test/resources/container");
        Docker.build(
                layout, layout.resolve("Dockerfile.official"), System.getProperty("mesura.base"), OFFICIAL, "--quiet");
        Docker.build(ROOT, dockerfile(), OFFICIAL, IMAGE);
    }

    @Test
    void filesShouldLieWhereTheOfficialImageLooksForThem() throws IOException {
        Map<String, String> ours = sums(ROOT.resolve("conf"));
        Map<String, String> theirs = sums("/root/conf");

        assertThat(theirs.keySet())
                .containsAll(ours.keySet().stream()
                        .filter(file -> !OF_THE_FLAVOUR.contains(file))
                        .toList());
        ours.forEach((file, sum) -> {
            boolean changed = file.equals("mailetcontainer.xml") || OF_THE_FLAVOUR.contains(file);
            assertThat(sum.equals(theirs.get(file))).as(file).isNotEqualTo(changed);
        });
        assertThat(Docker.once(IMAGE, "cat", "/root/conf/jmap.properties", "/root/conf/usersrepository.xml"))
                .isEqualTo("of the flavour\nof the flavour");
    }

    @Test
    void jarOfThisLineShouldBeTheOnlyExtension() throws IOException {
        Path jar = Path.of(System.getProperty("mesura.jakarta"));

        assertThat(sums("/root/extensions-jars"))
                .containsExactlyEntriesOf(Map.of(jar.getFileName().toString(), sum(jar)));
    }

    @Test
    void repositoriesShouldLieWhereTheFlavourKeepsThem() {
        String command = "/root/conf/mailetcontainer.xml";
        Docker.build(ROOT, dockerfile(), OFFICIAL, FILE_IMAGE, "--build-arg", "REPOSITORIES=file");

        assertThat(Docker.once(IMAGE, "cat", command))
                .contains(">memory://var/mail/")
                .doesNotContain("file://var/");
        assertThat(Docker.once(FILE_IMAGE, "cat", command)).contains(">file://var/mail/");
    }

    @Test
    void imageShouldKeepWhatTheOfficialOneStartsAndTellItsHealth() {
        assertThat(Docker.inspect(IMAGE, "{{json .Config.Entrypoint}}")).isEqualTo("[\"java\",\"-version\"]");
        assertThat(Docker.inspect(IMAGE, "{{json .Config.Volumes}}"))
                .contains("/root/conf", "/root/extensions-jars", "/root/var");
        assertThat(Docker.inspect(IMAGE, "{{json .Config.Healthcheck.Test}}")).contains("mesura-healthcheck");
        // nobody listens: it looked into the folder of this image, and says that it found nothing there
        assertThat(Docker.once(IMAGE, "sh", "-c", "mesura-healthcheck 2>&1 || true"))
                .contains("/dev/tcp/127.0.0.1/8000: Connection refused");
    }

    private static Path dockerfile() {
        return ROOT.resolve("docker/Dockerfile.james39");
    }

    /** The files below {@code folder} of the image, with their SHA-256. */
    private static Map<String, String> sums(String folder) {
        return Docker.once(IMAGE, "find", folder, "-type", "f", "-exec", "sha256sum", "{}", "+")
                .lines()
                .map(line -> List.of(line.split(" {2}")))
                .collect(Collectors.toMap(line -> line.get(1).substring(folder.length() + 1), line -> line.get(0)));
    }

    private static Map<String, String> sums(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> folder.relativize(file).toString(), James39ImageStory::sum));
        }
    }

    private static String sum(Path file) {
        try {
            return Hashing.sha256().hashBytes(Files.readAllBytes(file)).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
