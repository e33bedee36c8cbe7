/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mesura.runner.Accounts;
import org.mesura.runner.Await;
import org.mesura.runner.Docker;
import org.mesura.runner.Redis;
import org.mesura.runner.RunningContainer;
import org.mesura.runner.RunningServer;
import org.mesura.runner.Sink;
import org.mesura.runner.client.Letter;
import org.mesura.runner.client.SmtpClient;

/** Two containers with one Redis and one key, told so by the environment as in {@code docker/compose.yml}; needs a Redis. */
@Tag("container")
class TwoContainersStory {
    private static final String IMAGE = "mesura:story";
    private static final String KEY = "mesura-story-key";
    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final String CARLA = "carla@alcaldia.example";
    private static final List<String> EVA = List.of("eva@outside.example");

    private static final Redis REDIS = Redis.onAnyPort();
    private static Sink world;
    private static RunningContainer one;
    private static RunningContainer other;

    @BeforeAll
    static void start() {
        Docker.build(Path.of(System.getProperty("mesura.root")), System.getProperty("mesura.base"), IMAGE);
        REDIS.start();
        world = Sink.onAnyPort();
        Docker.createVolume(KEY);
        one = start("one");
        other = start("other");
    }

    private static RunningContainer start(String name) {
        return RunningContainer.start(
                RunningServer.settings()
                        .work(Path.of(System.getProperty("mesura.stories"), "two-servers-" + name))
                        .world(world.port()),
                IMAGE,
                "--read-only",
                "--memory=512m",
                "--volume=" + KEY + ":/mesura/key",
                "--env=MESURA_KEY=/mesura/key/key",
                "--env=MESURA_STORE=redis",
                "--env=MESURA_REDIS_URL=" + REDIS.url());
    }

    @AfterAll
    static void remove() {
        for (RunningContainer server : new RunningContainer[] {one, other}) {
            if (server != null) {
                server.close();
            }
        }
        REDIS.close();
        world.close();
        Docker.removeVolume(KEY);
    }

    @Test
    void serversShouldHashUnderOneKeyThatNobodyElseReads() {
        String key = one.run("cat", "var/mesura/key");

        assertThat(key).matches("[0-9a-f]{32}").isEqualTo(other.run("cat", "var/mesura/key"));
        assertThat(one.run("stat", "--dereference", "--format=%a", "var/mesura/key"))
                .isEqualTo("600");
        // a server with another key than the first one's is degraded
        List.of(one, other)
                .forEach(server -> Await.until(BOUND, "a server that is well", () -> server.webAdmin()
                        .get("/healthcheck/checks/Mesura")
                        .body()
                        .contains("\"healthy\"")));
    }

    @Test
    void whatOneCountsTheOtherShouldKnow() {
        try (SmtpClient smtp = SmtpClient.login(one.ports().submission(), CARLA, Accounts.PASSWORD)) {
            assertThat(smtp.send(CARLA, EVA, Letter.of(CARLA, EVA).bytes()).code())
                    .isEqualTo(250);
        }

        Await.until(
                BOUND,
                "a message that the other server counts",
                () -> other.webAdmin()
                                .get("/mesura/accounts/" + CARLA)
                                .expect(200)
                                .json()
                                .at("/sentLastDay/messages")
                                .asLong()
                        == 1);
        world.await(1, BOUND);
    }
}
