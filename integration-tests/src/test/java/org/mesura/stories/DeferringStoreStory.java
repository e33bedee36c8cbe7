/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mesura.runner.Await;

/** Under {@code onStoreFailure='defer'} nothing is refused for want of Redis: what is over the reduced limits waits for it. */
class DeferringStoreStory {
    private static final int HALF = 2;

    @RegisterExtension
    @Order(1)
    static final SharedRedis REDIS = new SharedRedis();

    @RegisterExtension
    @Order(2)
    static final ServerExtension JAMES =
            ServerExtension.durable().with(TestConfiguration.mesura("""
            <mesura>
              <policies>
                <policy name="four"><limit measure="messages" quantity="4" window="1d"/>
                  <overLimit>bounce</overLimit></policy>
              </policies>
              <assignments default="four"/>
              <store kind="redis"><redis url="%s" onStoreFailure="defer" localFactor="50%%"/></store>
            </mesura>
            """.formatted(REDIS.url())));

    @Test
    void mailShouldWaitForRedisWhereItFindsNoRoomWithoutIt() {
        try (Person author = Person.join(JAMES, "ana@alcaldia.example")) {
            REDIS.kill();
            for (int letter = 1; letter <= HALF + 1; letter++) {
                author.write("n" + letter + "@outside.example");
            }
            HeldMails.await(1, author.address(), JAMES.server());
            JAMES.sink().await(HALF, Person.BOUND);

            REDIS.start();
            JAMES.sink().await(HALF + 1, Person.BOUND);
            HeldMails.await(0, author.address(), JAMES.server());
            Await.until(Person.BOUND, "all counted", () -> author.ledger().sent() == HALF + 1);
            assertThat(author.ledger().refused()).isZero();
            assertThat(author.inbox().mails()).noneMatch(mail -> mail.text().contains("multipart/report"));
        }
    }
}
