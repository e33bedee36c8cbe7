/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mesura.submission.Sender;

class ConvoyTest extends OnRedis {
    private static final int TWO_ON_THEIR_WAY = 2;
    private static final int WAITING = 20;

    @Test
    void whatWaitsShouldTravelTogetherAndWhatIsWrongAlone() throws Exception {
        Exchange exchange = new Exchange(server().link(), System::nanoTime);
        List<CompletableFuture<Reply>> first = ask(exchange, "first", 1);
        first.get(0).get(30, TimeUnit.SECONDS);
        redis.cli("SET", "{mesura}:account:wrong0@alcaldia.example", "no hash");
        countAnew();
        redis.cli("CLIENT", "PAUSE", "2000");

        List<CompletableFuture<Reply>> ahead = ask(exchange, "ahead", TWO_ON_THEIR_WAY);
        List<CompletableFuture<Reply>> wrong = ask(exchange, "wrong", 1);
        List<CompletableFuture<Reply>> others = ask(exchange, "other", WAITING);

        for (CompletableFuture<Reply> reply : ahead) {
            assertThat(reply.get(30, TimeUnit.SECONDS).account()).isPresent();
        }
        for (CompletableFuture<Reply> reply : others) {
            assertThat(reply.get(30, TimeUnit.SECONDS).account()).isPresent();
        }
        assertThatThrownBy(() -> wrong.get(0).get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("WRONGTYPE");
        assertThat(scripts()).isEqualTo(TWO_ON_THEIR_WAY + 1);
    }

    @Test
    void moreThanTravelTogetherShouldAllArrive() throws Exception {
        Exchange exchange = new Exchange(server().link(), System::nanoTime);

        for (CompletableFuture<Reply> reply : ask(exchange, "u", 500)) {
            assertThat(reply.get(30, TimeUnit.SECONDS).account()).isPresent();
        }
    }

    /** What waits behind a call that fails fails too, and at once; nobody waits for ever for a reply that is none. */
    @ParameterizedTest
    @EnumSource(
            value = FaultyLink.Fault.class,
            names = {"AWAY", "CONFUSED"})
    void whatWaitsShouldFailWithWhatIsOnItsWay(FaultyLink.Fault fault) {
        Server server = server().that(fault);
        Exchange exchange = new Exchange(server.link(), System::nanoTime);

        assertThat(ask(exchange, "u", 100))
                .allSatisfy(reply -> assertThatThrownBy(() -> reply.get(30, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(StoreUnavailable.class));
    }

    private static List<CompletableFuture<Reply>> ask(Exchange exchange, String name, int accounts) {
        return IntStream.range(0, accounts)
                .mapToObj(number -> new Sender(name + number + "@alcaldia.example"))
                .map(sender ->
                        exchange.beginToAsk(sender, Copy.none("", 0), List.of()).toCompletableFuture())
                .toList();
    }
}
