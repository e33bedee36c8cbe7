/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.mesura.mailet.Edge;

class SnapshotTest {
    private Instant now = Edge.NOON;
    private Duration takes = Duration.ZERO;
    private int times;

    private final Snapshot<Integer> snapshot = new Snapshot<>(this::find, () -> now);

    private int find() {
        now = now.plus(takes);
        return ++times;
    }

    @Test
    void snapshotShouldBeKeptForTwoSeconds() {
        assertThat(snapshot.get()).isEqualTo(1);
        now = now.plusMillis(1_999);
        assertThat(snapshot.get()).isEqualTo(1);
        now = now.plusMillis(1);
        assertThat(snapshot.get()).isEqualTo(2);
    }

    @Test
    void snapshotShouldBeKeptForTenTimesAsLongAsItTook() {
        takes = Duration.ofSeconds(3);
        assertThat(snapshot.get()).isEqualTo(1);
        now = now.plusMillis(29_999);
        assertThat(snapshot.get()).isEqualTo(1);
        now = now.plusMillis(1);
        assertThat(snapshot.get()).isEqualTo(2);
    }

    @Test
    void snapshotShouldBeTakenAnewWhenTheClockWentBack() {
        snapshot.get();
        now = now.minusSeconds(3_600);

        assertThat(snapshot.get()).isEqualTo(2);
    }

    @Test
    void failureShouldNotBeKept() {
        Snapshot<Integer> failing = new Snapshot<>(
                () -> {
                    if (++times == 1) {
                        throw new IllegalStateException("the first time");
                    }
                    return times;
                },
                () -> now);

        assertThatThrownBy(failing::get).hasMessage("the first time");
        assertThat(failing.get()).isEqualTo(2);
    }
}
