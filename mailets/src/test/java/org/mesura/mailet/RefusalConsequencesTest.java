/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.mailet.Edge.NOON;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import org.apache.mailet.base.test.FakeMailContext;
import org.junit.jupiter.api.Test;
import org.mesura.remote.RefusalReader;
import org.mesura.remote.RemoteRefusal;
import org.mesura.review.Suspension.Cause;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;

class RefusalConsequencesTest {
    private static final Sender ANA = new Sender("ana@localhost");

    private static RefusalConsequences consequences(Edge edge) {
        return new RefusalConsequences(edge.book(), () -> edge.settings, edge.announcements(), () -> edge.context);
    }

    private static ImmutableLongArray recipients(long from, long to) {
        return ImmutableLongArray.copyOf(LongStream.range(from, to));
    }

    private static RemoteRefusal refusal(String server, String text) {
        return RefusalReader.read(text, server, ImmutableSet.of());
    }

    private static List<String> receivers(Edge edge) {
        return edge.context.getSentMails().stream()
                .map(FakeMailContext.SentMail::getRecipients)
                .flatMap(addresses -> addresses.stream())
                .map(address -> address.asString())
                .toList();
    }

    @Test
    void manyUnknownRecipientsShouldSuspendTheAccountAndTellBoth() {
        Edge edge = new Edge(Edge.SMALL);
        RefusalConsequences consequences = consequences(edge);

        consequences.countUnknown(ANA, recipients(1, 25), NOON);
        assertThat(receivers(edge)).isEmpty();
        consequences.countUnknown(ANA, recipients(20, 26), NOON);

        assertThat(edge.book().find(ANA).orElseThrow().standing().suspensionAt(NOON))
                .hasValueSatisfying(suspension -> {
                    assertThat(suspension.cause()).isEqualTo(Cause.UNKNOWN_RECIPIENTS);
                    assertThat(suspension.until()).contains(NOON.plus(Duration.ofHours(1)));
                });
        assertThat(receivers(edge)).containsExactlyInAnyOrder("ana@localhost", "postmaster@correo.example");
    }

    @Test
    void observedAccountShouldNotBeBothered() {
        Edge edge = Edge.observing(Edge.SMALL);

        consequences(edge).countUnknown(ANA, recipients(1, 30), NOON);

        assertThat(receivers(edge)).containsExactly("postmaster@correo.example");
    }

    @Test
    void administratorShouldBeToldOfABlockListAtOnceAndOnce() {
        Edge edge = new Edge(Edge.SMALL);
        RefusalConsequences consequences = consequences(edge);
        RemoteRefusal listed = refusal(
                "mx.outside.example", "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using Spamhaus");

        consequences.policyRefusals(ImmutableList.of(listed), NOON);
        consequences.policyRefusals(ImmutableList.of(listed), NOON.plusSeconds(60));

        assertThat(receivers(edge)).containsExactly("postmaster@correo.example");
    }

    @Test
    void administratorShouldBeToldOfOtherRefusalsWhenTheyAreMany() {
        Edge edge = new Edge(Edge.SMALL + "<remoteRefusals tellAt='3'/>");
        RefusalConsequences consequences = consequences(edge);
        RemoteRefusal policy = refusal("mx.outside.example", "550 5.7.1 message content rejected as spam");

        consequences.policyRefusals(ImmutableList.of(policy), NOON);
        consequences.policyRefusals(ImmutableList.of(policy), NOON);
        assertThat(receivers(edge)).isEmpty();
        consequences.policyRefusals(ImmutableList.of(policy), NOON);

        assertThat(receivers(edge)).containsExactly("postmaster@correo.example");
    }
}
