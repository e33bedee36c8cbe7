/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mesura.hold.Mails.TEN;
import static org.mesura.hold.Mails.id;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mesura.hold.Leases;
import org.mesura.hold.LeasesContract;

import com.google.common.io.Closer;

class RedisLeasesTest implements LeasesContract {
    private final Closer closer = Closer.create();
    private RedisProcess redis;
    private LettuceLink link;

    @BeforeEach
    void setUp() {
        redis = RedisProcess.start();
        closer.register(redis::close);
        link = LettuceLink.open(RedisServers.at(redis.url(), Duration.ofSeconds(5)), InstantSource.system());
        closer.register(link::close);
        await().atMost(Duration.ofSeconds(20)).until(() -> link.fault().isEmpty());
    }

    @AfterEach
    void tearDown() throws IOException {
        closer.close();
    }

    @Override
    public Leases leases() {
        return new RedisLeases(link);
    }

    @Test
    void leaseShouldBeTakenByOneServerOfTwo() {
        Leases one = leases();
        Leases other = leases();

        assertThat(one.take(id("1"), TEN, UNTIL)).isTrue();
        assertThat(other.take(id("1"), TEN, UNTIL)).isFalse();
        one.giveBack(id("1"));
        assertThat(other.take(id("1"), TEN, UNTIL)).isTrue();
    }

    @Test
    void leaseThatAnotherTookAfterItsEndShouldNotBeGivenBackByTheLateOne() {
        Leases late = leases();
        Leases next = leases();
        late.take(id("1"), TEN, UNTIL);
        next.take(id("1"), UNTIL, UNTIL.plusSeconds(30));

        late.giveBack(id("1"));

        assertThat(leases().take(id("1"), UNTIL, UNTIL.plusSeconds(30))).isFalse();
    }

    @Test
    void leaseShouldBeHadWithoutRedisByOneOfAServersThreads() {
        redis.kill();
        Leases leases = leases();

        assertThat(leases.take(id("1"), TEN, UNTIL)).isTrue();
        assertThat(leases.take(id("1"), TEN, UNTIL)).isFalse();
        leases.giveBack(id("1"));
        assertThat(leases.take(id("1"), TEN, UNTIL)).isTrue();
    }
}
