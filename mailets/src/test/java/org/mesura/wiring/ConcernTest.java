/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.mesura.mailet.Edge;
import org.mesura.notice.ServerNews;

/** Once per incident, whatever a store says. */
class ConcernTest {
    private static final ServerNews DOWN = new ServerNews.StoreDown("no space");
    private static final ServerNews UP = new ServerNews.StoreUp();

    private final List<String> told = new ArrayList<>();
    private boolean wrong;
    private boolean deaf;
    private int tries;
    private Instant now = Edge.NOON;
    private final Concern concern = new Concern(at -> wrong ? Optional.of(DOWN) : Optional.empty(), UP);

    @Test
    void incidentShouldBeToldOnceWhenTwoLooksFindIt() {
        look(true);
        assertThat(told).isEmpty();
        look(true);
        look(true);
        look(true);

        assertThat(told).containsExactly("store-down since " + Edge.NOON);
    }

    @Test
    void endShouldBeToldWhenTheBeginningWas() {
        look(true);
        look(true);
        look(false);
        look(false);

        assertThat(told).containsExactly("store-down since " + Edge.NOON, "store-up since " + Edge.NOON);
    }

    @Test
    void nothingShouldBeToldWhenOneLookFoundIt() {
        look(true);
        look(false);
        look(true);
        look(false);

        assertThat(told).isEmpty();
    }

    @Test
    void whatComesAndGoesShouldBeToldOnceAnHour() {
        for (int minute = 0; minute < 120; minute++) {
            now = Edge.NOON.plus(Duration.ofMinutes(minute));
            look(true);
            look(true);
            look(false);
        }

        assertThat(told)
                .containsExactly(
                        "store-down since " + Edge.NOON,
                        "store-up since " + Edge.NOON,
                        "store-down since " + Edge.NOON.plus(Duration.ofMinutes(60)),
                        "store-up since " + Edge.NOON.plus(Duration.ofMinutes(60)));
    }

    @Test
    void nextIncidentShouldBeToldWhenItIsThereAnHourAfterTheLast() {
        look(true);
        look(true);
        look(false);
        Instant again = now;
        look(true);
        look(true);
        assertThat(told).hasSize(2);
        now = Edge.NOON.plus(Duration.ofHours(1)).plusSeconds(5);
        look(true);

        assertThat(told).hasSize(3).last().isEqualTo("store-down since " + again);
    }

    @Test
    void letterShouldBeTriedAgainAfterAMinuteWhenItCouldNotBeSent() {
        deaf = true;
        look(true);
        look(true);
        deaf = false;
        look(true);
        assertThat(told).isEmpty();
        now = now.plus(Concern.AFTER_A_FAULT);
        look(true);

        assertThat(told).hasSize(1);
    }

    @Test
    void endShouldBeTriedAgainEachMinuteUntilItCouldBeSent() {
        look(true);
        look(true);
        deaf = true;
        for (Instant end = now.plusSeconds(150); now.isBefore(end); ) {
            look(false);
        }
        assertThat(tries).as("at once and after a minute and two").isEqualTo(4);
        deaf = false;
        now = now.plus(Concern.AFTER_A_FAULT);
        look(false);
        look(false);

        assertThat(told).containsExactly("store-down since " + Edge.NOON, "store-up since " + Edge.NOON);
    }

    @Test
    void incidentShouldGoOnWhenItIsThereAgainBeforeItsEndCouldBeSent() {
        look(true);
        look(true);
        deaf = true;
        look(false);
        deaf = false;
        look(true);
        look(true);
        now = now.plus(Concern.AFTER_A_FAULT);
        look(false);

        assertThat(told).containsExactly("store-down since " + Edge.NOON, "store-up since " + Edge.NOON);
    }

    @Test
    void incidentShouldBeToldWhenTheClockWentBack() {
        look(true);
        look(true);
        look(false);
        now = Edge.NOON.minus(Duration.ofDays(3));
        look(true);
        look(true);

        assertThat(told).hasSize(3);
    }

    private void look(boolean found) {
        wrong = found;
        concern.look(now, (news, since) -> {
            tries++;
            return !deaf && told.add(news.id() + " since " + since);
        });
        now = now.plus(Watch.PERIOD);
    }
}
