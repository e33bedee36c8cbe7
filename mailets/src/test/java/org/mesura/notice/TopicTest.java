/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

class TopicTest {
    private static final Instant END = Instant.parse("2026-12-05T23:00:00Z");

    @Test
    void topicsShouldBeReadAsTheyWereWritten() {
        List<Topic> topics = List.of(
                Topic.lasting("permit-granted/a;until=b", END),
                Topic.of("warning/recipients per 1h"),
                Topic.of("odd;until=never"));

        assertThat(Topic.all(Topic.text(topics))).isEqualTo(topics);
    }

    @Test
    void topicShouldBeOneWhateverItsSubject() {
        assertThat(Topic.all(Topic.text(List.of(Topic.of("a\nb"), Topic.lasting("c\nd", END)))))
                .containsExactly(Topic.of("a b"), Topic.lasting("c d", END));
    }

    @Test
    void topicOfAnOlderVersionShouldBeASubject() {
        assertThat(Topic.all("refused/over-limit")).containsExactly(Topic.of("refused/over-limit"));
    }
}
