/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.Await;
import org.mesura.runner.client.WebAdmin;

/** Two servers that count together in one Redis (guarantees 1, 3, 7 and 9). */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SharedStoreStory {
    @RegisterExtension
    @Order(1)
    static final SharedRedis REDIS = new SharedRedis();

    @RegisterExtension
    @Order(2)
    static final ServerExtension ONE = server("redis-one");

    @RegisterExtension
    @Order(3)
    static final ServerExtension OTHER = server("redis-other");

    @BeforeAll
    static void shareTheKey() throws IOException {
        Path key = Path.of("var/mesura/key");
        Files.copy(ONE.server().work().resolve(key), OTHER.server().work().resolve(key), REPLACE_EXISTING);
        OTHER.server().restart();
    }

    @Test
    @Order(1)
    void serversThatShareTheirKeyShouldBeWell() {
        Stream.of(ONE, OTHER)
                .forEach(james -> Await.until(Person.BOUND, "a server that is well", () -> health(james)
                        .contains("\"healthy\"")));
    }

    @Test
    @Order(2)
    void twoServersTogetherShouldLetGoWhatTheLimitAllowsAndTellOnce() {
        String address = "ambos@few.example";
        try (Person here = Person.join(ONE, address);
                Person there = Person.join(OTHER, address)) {
            List<Person> both = List.of(here, there);
            both.parallelStream().forEach(person -> {
                for (int number = 1; number <= 10; number++) {
                    person.write("n" + number + "@outside.example");
                }
            });
            here.awaitReviews(20);
            Quiet.await(ONE);
            Quiet.await(OTHER);

            assertThat(here.ledger().sent()).isEqualTo(5);
            assertThat(there.ledger().sent()).isEqualTo(5);
            assertThat(there.ledger().refused()).isEqualTo(15);
            assertThat(ONE.sink().mails().size() + OTHER.sink().mails().size()).isEqualTo(5);
            assertThat(both.stream()
                            .flatMap(person -> person.inbox().mails().stream())
                            .filter(ParsedMail::isNotice)
                            .filter(notice -> notice.subject().startsWith("Su mensaje no se envió")))
                    .as("one notice in all")
                    .hasSize(1);
        }
    }

    @Test
    @Order(3)
    void countsShouldOutliveARestart() {
        try (Person before = Person.join(ONE, "luego@few.example")) {
            before.write("n1@outside.example");
            before.awaitReviews(1);
        }
        ONE.server().restart();

        assertThat(Ledger.of(ONE, "luego@few.example").sent()).isEqualTo(1);
        assertThat(Ledger.of(OTHER, "luego@few.example").sent()).isEqualTo(1);
    }

    @Test
    @Order(4)
    void heldMailShouldBeLeftToTheServerThatIsAtIt() {
        try (Person author = Person.join(ONE, "espera@kept.example")) {
            author.writeAndAwaitReview("n1@outside.example");
            author.write("n2@outside.example");
            String id = HeldMails.await(1, author.address(), ONE.server()).ids().get(0);
            String path = "/mesura/held/" + id;
            WebAdmin olga = ONE.server().webAdmin();

            REDIS.lease(id, Instant.now().plus(Duration.ofHours(1)));
            for (String act : List.of("/release", "/reject")) {
                assertThat(olga.post(path + act, Map.of()).expect(409).body()).contains("is being looked after");
            }
            olga.get(path).expect(200);
            REDIS.endLease(id);

            HeldMails.reject(id, "Not on behalf of the town hall.", ONE.server());
            HeldMails.await(0, author.address(), ONE.server());
        }
    }

    @Test
    @Order(5)
    void mailShouldGoOnWhenRedisIsAwayAndBeHandedInWhenItIsBack() {
        try (Person author = Person.join(ONE, "firme@ten.example");
                Person twin = Person.join(OTHER, "firme@ten.example")) {
            REDIS.kill();
            author.write("n1@outside.example");
            ONE.sink().await(1, Person.BOUND);
            assertThat(health(ONE)).contains("\"degraded\"");
            ONE.server().webAdmin().get("/mesura/accounts").expect(200);
            ONE.server().webAdmin().get("/mesura/accounts?state=near").expect(503);
            ONE.server().webAdmin().get("/mesura/permits").expect(503);

            REDIS.start();
            twin.awaitReviews(1);
        }
    }

    @Test
    @Order(6)
    void serverShouldGoOnWhenTheOtherIsKilled() {
        try (Person author = Person.join(ONE, "sigue@few.example");
                Person twin = Person.join(OTHER, "sigue@few.example")) {
            twin.write("n1@outside.example");
            twin.awaitReviews(1);
            OTHER.server().kill();

            author.write("n2@outside.example");
            ONE.sink().await(1, Person.BOUND);
            assertThat(author.ledger().sent()).isEqualTo(2);
        }
    }

    private static String health(ServerExtension james) {
        return james.server()
                .webAdmin()
                .get("/healthcheck/checks/Mesura")
                .json()
                .toString();
    }

    private static ServerExtension server(String name) {
        return ServerExtension.durable()
                .with(TestConfiguration.sharedInstitution(REDIS.url()))
                .shared(name);
    }
}
