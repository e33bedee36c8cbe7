/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.hold.Mails.TEN;
import static org.mesura.hold.Mails.id;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** What all {@link Leases} do. */
public interface LeasesContract {
    Instant UNTIL = TEN.plusSeconds(30);

    /** Leases of which none is taken. */
    Leases leases();

    @Test
    default void leaseShouldBeTakenByOneUntilItIsGivenBack() {
        Leases leases = leases();

        assertThat(leases.take(id("1"), TEN, UNTIL)).isTrue();
        assertThat(leases.take(id("1"), TEN, UNTIL)).isFalse();
        assertThat(leases.take(id("2"), TEN, UNTIL)).isTrue();
        leases.giveBack(id("1"));
        assertThat(leases.take(id("1"), TEN, UNTIL)).isTrue();
        assertThat(leases.take(id("2"), TEN, UNTIL)).isFalse();
    }

    @Test
    default void leaseShouldEndByItselfWhenItIsNotGivenBack() {
        Leases leases = leases();
        leases.take(id("1"), TEN, UNTIL);

        assertThat(leases.take(id("1"), UNTIL.minusMillis(1), UNTIL.plusSeconds(30)))
                .isFalse();
        assertThat(leases.take(id("1"), UNTIL, UNTIL.plusSeconds(30))).isTrue();
        assertThat(leases.take(id("1"), UNTIL, UNTIL.plusSeconds(30))).isFalse();
    }

    @Test
    default void leaseThatNobodyHasShouldBeGivenBackWithoutHarm() {
        Leases leases = leases();
        leases.giveBack(id("1"));

        assertThat(leases.take(id("1"), TEN, UNTIL)).isTrue();
    }

    @Test
    default void oneShouldHaveTheLeaseWhen32ThreadsTakeItAtOnce() throws Exception {
        Leases leases = leases();
        CyclicBarrier start = new CyclicBarrier(32);
        Callable<Boolean> take = () -> {
            start.await();
            return leases.take(id("1"), TEN, UNTIL);
        };
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try {
            int won = 0;
            for (Future<Boolean> outcome :
                    threads.invokeAll(Stream.generate(() -> take).limit(32).toList())) {
                won += outcome.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }
}
