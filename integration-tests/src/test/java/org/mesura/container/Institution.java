/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.mesura.runner.Accounts;
import org.mesura.runner.Await;
import org.mesura.runner.Docker;
import org.mesura.runner.RunningContainer;
import org.mesura.runner.RunningServer;
import org.mesura.runner.Sink;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.SmtpClient;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A container hardened as in {@code docker/compose.yml}, with its volume and two who write outside: Ana, who may send so many
 * messages an hour, and Beto, whose mail is counted and never limited.
 */
final class Institution implements AutoCloseable {
    static final int MESSAGES_AN_HOUR = 10;

    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final String VOLUME = "mesura-story-var";
    private static final String ANA = "ana@alcaldia.example";
    private static final String BETO = "beto@alcaldia.example";
    private static final String CARLA = "carla@alcaldia.example";
    private static final String PRENSA = "prensa@alcaldia.example";
    private static final String TOMORROW =
            Instant.now().plus(Duration.ofDays(1)).toString();
    private static final List<String> EVA = List.of("eva@outside.example");
    private static final Path WORK = Path.of(System.getProperty("mesura.stories"), "deployed");
    private static final String LIMIT = "<limit measure='messages' quantity='" + MESSAGES_AN_HOUR + "' window='1h'/>";
    private static final String TEXT = "La reunión sigue en pie, como dijimos ayer.\r\n".repeat(200);
    private static final double KIBIBYTES = 1 << 10;

    private final Sink world;
    private final RunningContainer server;

    private Institution(Sink world, RunningContainer server) {
        this.world = world;
        this.server = server;
    }

    /** Starts {@code image} with {@code memory} MiB, on an empty volume. */
    static Institution start(String image, int memory) {
        Sink world = Sink.onAnyPort();
        Docker.removeVolume(VOLUME);
        Docker.createVolume(VOLUME);
        var settings = RunningServer.settings()
                .work(WORK)
                .world(world.port())
                .replace(
                        "mesura.xml",
                        "</policies>",
                        "<policy name='few' extends='staff'>" + LIMIT + "</policy></policies>")
                .replace(
                        "mesura.xml",
                        "</assignments>",
                        "<account name='" + ANA + "' policy='few'/></assignments><exempt><account>" + BETO
                                + "</account></exempt>")
                .openDoor();
        return new Institution(
                world,
                RunningContainer.start(
                        settings,
                        image,
                        "--read-only",
                        "--cap-drop=ALL",
                        "--security-opt=no-new-privileges",
                        "--memory=" + memory + "m",
                        "--volume=" + VOLUME + ":/mesura/var"));
    }

    RunningContainer server() {
        return server;
    }

    List<String> writeFromAna(int letters) {
        return write(ANA, letters);
    }

    List<String> writeFromBeto(int letters) {
        return write(BETO, letters);
    }

    /** The server takes so many letters of {@code account}; their Message-IDs. */
    private List<String> write(String account, int letters) {
        List<String> sent = new ArrayList<>();
        try (SmtpClient smtp = SmtpClient.login(server.ports().submission(), account, Accounts.PASSWORD)) {
            for (int number = 0; number < letters; number++) {
                Letter letter = Letter.of(account, EVA, "Reunion " + System.nanoTime(), TEXT);
                assertThat(smtp.send(account, EVA, letter.bytes()).code()).isEqualTo(250);
                sent.add(letter.header("Message-ID"));
            }
        }
        return sent;
    }

    /** Waits until the world has every letter, at least once. */
    void awaitOutside(List<String> messageIds) {
        Await.until(
                BOUND, messageIds.size() + " letters outside", () -> arrived().containsAll(messageIds));
    }

    private Set<String> arrived() {
        return world.mails().stream()
                .flatMap(mail -> mail.text().lines().filter(line -> line.startsWith("Message-ID: ")))
                .map(line -> line.substring("Message-ID: ".length()).strip())
                .collect(Collectors.toSet());
    }

    /** Waits until so many messages of Beto's were counted. */
    void awaitCountOfBeto(long messages) {
        Await.until(BOUND, messages + " counted", () -> countOfBeto() == messages);
    }

    long countOfBeto() {
        return account(BETO).at("/sentLastDay/messages").asLong();
    }

    private JsonNode account(String address) {
        return ask("/mesura/accounts/" + address);
    }

    private JsonNode ask(String path) {
        return server.webAdmin().get(path).expect(200).json();
    }

    /** An administrator suspends Carla and gives the press office leave to send more. */
    void administer() {
        server.webAdmin()
                .put("/mesura/accounts/" + CARLA + "/suspension", Map.of("reason", "a stolen password"))
                .expect(204);
        server.webAdmin()
                .put(
                        "/mesura/accounts/" + PRENSA + "/permits/feria",
                        Map.of("until", TOMORROW, "externalRecipients", 600))
                .expect(204);
    }

    /** What would be missed if it were forgotten. */
    record Known(
            JsonNode sent,
            List<String> held,
            JsonNode suspension,
            JsonNode permits,
            JsonNode decisions,
            JsonNode acts) {}

    Known known() {
        return new Known(
                account(ANA).path("sentLastDay"),
                heldOfAna(),
                account(CARLA).path("suspension"),
                ask("/mesura/permits"),
                ask("/mesura/decisions"),
                ask("/mesura/acts"));
    }

    void awaitHeldOfAna(int number) {
        Await.until(BOUND, number + " held", () -> heldOfAna().size() == number);
    }

    /** The ids of Ana's mail that waits. */
    List<String> heldOfAna() {
        return StreamSupport.stream(
                        ask("/mesura/held?account=" + ANA).path("held").spliterator(), false)
                .map(mail -> mail.path("id").asText())
                .toList();
    }

    /** An administrator lifts Ana's limit while the server runs: what waits for its turn leaves. */
    void liftLimitOfAna() throws IOException {
        Path file = WORK.resolve("conf/mesura.xml");
        Files.writeString(file, Files.readString(file).replace(LIMIT, ""));
    }

    /** The most memory that the server ever had at a time, in MiB. */
    double peakOfMemory() {
        String line = server.run("grep", "VmHWM", "/proc/1/status");
        return Long.parseLong(line.replaceAll("\\D", "")) / KIBIBYTES;
    }

    @Override
    public void close() {
        server.close();
        world.close();
        Docker.removeVolume(VOLUME);
    }
}
