/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.mesura.measure.Measures;
import org.mesura.runner.Docker;

/**
 * A server as {@code docker/compose.yml} runs it, from its first start on an older image to a day of much mail on the newest:
 * read-only, without privileges, in 512 MiB, its state on a volume. What it takes is measured on the way.
 */
@Tag("container")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeployedStory {
    private static final String OLDER = "mesura:story-older";
    private static final String NEWEST = "mesura:story";
    private static final String BASE = System.getProperty("mesura.base");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final double MEBIBYTE = 1 << 20;
    private static final int MOST_OVER_BASE = 350;
    private static final int MEMORY = 512;
    private static final int START = 20;
    private static final int CORES = 2;
    /** After so many of which none was quick, it is not the machine's mood. */
    private static final int MOST_STARTS = 3;

    private static final int LETTERS = 60;
    private static final int CONNECTIONS = 4;
    private static final int LETTERS_OF_A_BUSY_DAY = 250;

    /** A machine half as quick as the one that the bar of a start is for fails nothing. */
    private static final double SLOWEST = 2 * START;

    private static final String TIMES = "container-start-";

    private static final Measures MEASURES = new Measures();
    /** Those of the newest image. */
    private static final List<Start> STARTS = new ArrayList<>();

    private static Institution institution;

    @BeforeAll
    static void start() {
        Path root = Path.of(System.getProperty("mesura.root"));
        Docker.build(root, BASE, NEWEST);
        Docker.build(root, BASE, OLDER, "--label", "org.mesura.story=older");
        institution = Institution.start(OLDER, MEMORY);
    }

    @AfterAll
    static void remove() throws IOException {
        if (institution != null) {
            institution.close();
        }
        System.out.print(MEASURES.table());
        MEASURES.write(Path.of(System.getProperty("mesura.measures"), "container.json"));
        assertThat(MEASURES.missed())
                .filteredOn(measure -> !measure.startsWith(TIMES))
                .isEmpty();
    }

    @Test
    @Order(1)
    void imageShouldAddLittleToItsBase() {
        double size = Stream.of(NEWEST, BASE)
                .mapToLong(image -> Long.parseLong(Docker.inspect(image, "{{.Size}}")))
                .reduce((image, base) -> image - base)
                .orElseThrow();

        MEASURES.atMost("container-image-over-base", size / MEBIBYTE, "MiB", MOST_OVER_BASE);
    }

    @Test
    @Order(2)
    void serverShouldHaveNoPrivilegesAndWriteToItsVolumeOnly() {
        assertSoftly(softly -> {
            softly.assertThat(institution.server().run("id", "-u")).isEqualTo("10001");
            softly.assertThat(institution.server().run("grep", "CapEff", "/proc/1/status"))
                    .endsWith("0000000000000000");
            softly.assertThat(institution.server().run("sh", "-c", "touch /mesura/x 2>&1 || true"))
                    .contains("Read-only file system");
            softly.assertThat(institution.server().inspect("{{json .Config.Env}}"))
                    .doesNotContainIgnoringCase("secret");
        });
    }

    @Test
    @Order(3)
    void stopShouldLoseNoMailAndNoCount() {
        List<String> sent = institution.writeFromBeto(LETTERS);
        institution.awaitCountOfBeto(LETTERS);
        assertThat(institution.server().stop(PATIENCE).time()).isLessThan(PATIENCE);
        institution.server().startAgain();

        institution.awaitOutside(sent);
        assertThat(institution.countOfBeto()).isEqualTo(LETTERS);
    }

    @Test
    @Order(4)
    void killShouldLoseNoMail() {
        List<String> sent = institution.writeFromBeto(LETTERS);
        institution.server().kill();
        institution.server().startAgain();

        institution.awaitOutside(sent);
    }

    @Test
    @Order(5)
    void upgradeShouldKeepWhatIsKnownAndHeldMail() throws IOException {
        List<String> sent = institution.writeFromAna(Institution.MESSAGES_AN_HOUR + 2);
        institution.awaitHeldOfAna(2);
        institution.administer();
        Institution.Known before = institution.known();
        assertSoftly(softly -> {
            softly.assertThat(before.suspension()).isNotEmpty();
            softly.assertThat(before.permits()).hasSize(1);
            softly.assertThat(before.decisions()).hasSize(2);
            softly.assertThat(before.acts()).hasSize(2);
        });

        institution.server().stop(PATIENCE);
        STARTS.add(Start.of(institution.server(), () -> institution.server().replaceBy(NEWEST, PATIENCE)));

        assertThat(institution.known()).isEqualTo(before);
        institution.liftLimitOfAna();
        institution.awaitOutside(sent);
    }

    @Test
    @Order(6)
    void startShouldBeQuick() {
        while (quickest().seconds() > START && STARTS.size() < MOST_STARTS) {
            institution.server().stop(PATIENCE);
            STARTS.add(Start.of(institution.server(), institution.server()::startAgain));
        }
        double processor = quickest().processor() / CORES;
        MEASURES.note(TIMES + "busy-otherwise", 100 * quickest().others(), "%");
        if (STARTS.stream().anyMatch(Start::isOnAQuietMachine)) {
            MEASURES.atMost(TIMES + "to-healthy", quickest().seconds(), "s", START);
        } else {
            MEASURES.note(TIMES + "to-healthy", quickest().seconds(), "s");
        }
        // Which a busy machine stretches little, so that it tells of the server on any.
        MEASURES.atMost(TIMES + "processor", processor, "s", START);
        assertThat(processor).as("seconds of a start").isLessThanOrEqualTo(SLOWEST);
    }

    private static Start quickest() {
        return STARTS.stream().min(Comparator.comparingDouble(Start::seconds)).orElseThrow();
    }

    @Test
    @Order(7)
    void memoryShouldDoForABusyDay() {
        List<String> sent = IntStream.range(0, CONNECTIONS)
                .parallel()
                .mapToObj(connection -> institution.writeFromBeto(LETTERS_OF_A_BUSY_DAY))
                .flatMap(List::stream)
                .toList();

        institution.awaitOutside(sent);
        assertThat(institution.server().inspect("{{.State.OOMKilled}} {{.State.Running}} {{.RestartCount}}"))
                .isEqualTo("false true 0");
        MEASURES.atMost("container-memory-peak", institution.peakOfMemory(), "MiB", MEMORY);
    }
}
