/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.mail.MessagingException;

import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.mesura.remote.RemoteRefusal;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;

/** On mails as James 3.8.1 was seen to leave them, {@code SentByMailet} included. */
class CountRemoteRefusalsTest {
    private static final String UNKNOWN = "550 5.1.1 <x@outside.example>: Recipient address rejected: User unknown";
    private static final String LISTED =
            "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org";
    private static final String NO_SERVER = "There are no DNS entries for the hostname Domain : outside.example.  "
            + "I cannot determine where to send this message.";

    private final Edge edge = new Edge(Edge.SMALL);
    private final Recorded recorded = new Recorded();
    private final RefusalsSeen seen = new RefusalsSeen();
    private final Names names = new Names();

    @Test
    void recipientShouldCountAgainstTheAccountWhenNobodyHasTheAddress() throws Exception {
        serve(bounced(reviewed("Mail-1", "x@outside.example"), UNKNOWN, "x@outside.example"));

        assertThat(recorded.unknown).containsExactly("ana@localhost: " + hashes("x@outside.example"));
        assertThat(recorded.policy).isEmpty();
        assertThat(edge.metrics.countFor("mesura.refusals.unknown")).isEqualTo(1);
    }

    @Test
    void failedRecipientsShouldCountWhenOthersGotTheMail() throws Exception {
        Mail mail = reviewed("Mail-1", "ok@outside.example", "x@outside.example", "y@outside.example");
        put(mail, "delivery-error-code", "250");
        put(mail, "is-delivery-permanent-error", "true");
        serve(bounced(mail, UNKNOWN, "x@outside.example", "Y@Outside.example"));

        assertThat(recorded.unknown)
                .containsExactly("ana@localhost: " + hashes("x@outside.example", "y@outside.example"));
    }

    @Test
    void refusedRecipientShouldCountWhenTheMessageWasThenRefusedForTheOthers() throws Exception {
        Mail mail = reviewed("Mail-1", "x@outside.example", "y@outside.example");
        put(mail, "delivery-error-code", "554");
        serve(bounced(mail, UNKNOWN, "x@outside.example"));
        put(mail, "is-delivery-permanent-error", "true");
        serve(bounced(mail, UNKNOWN, "y@outside.example"));

        assertThat(recorded.unknown).containsExactly("ana@localhost: " + hashes("x@outside.example"));
    }

    @Test
    void onlyRecipientShouldCountWhenTheServerSaysSoAfterTheMessage() throws Exception {
        Mail mail = reviewed("Mail-1", "x@outside.example");
        put(mail, "delivery-error-code", "550");
        put(mail, "is-delivery-permanent-error", "true");
        serve(bounced(mail, UNKNOWN, "x@outside.example"));

        assertThat(recorded.unknown).hasSize(1);
    }

    @Test
    void recipientShouldNotCountWhenTheSenderDidNotNameIt() throws Exception {
        serve(bounced(reviewed("Mail-1", "beto@localhost", "y@outside.example"), UNKNOWN, "x@outside.example"));

        assertThat(recorded.isEmpty()).isTrue();
    }

    @Test
    void refusalShouldCountOnceWhenJamesDeliversTheMailAgain() throws Exception {
        Mail mail = bounced(reviewed("Mail-1", "x@outside.example"), UNKNOWN, "x@outside.example");
        serve(mail);
        serve(mail);
        serve(bounced(reviewed("Mail-2", "x@outside.example"), UNKNOWN, "x@outside.example"));

        assertThat(recorded.unknown).hasSize(2);
    }

    @Test
    void refusalForPolicyShouldBeKeptWithoutTheRecipient() throws Exception {
        Mail mail = reviewed("Mail-1", "x@outside.example");
        try (Log log = new Log(CountRemoteRefusals.class)) {
            serve(bounced(mail, LISTED + " <x@outside.example>", "x@outside.example"));

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("ana@localhost")
                    .doesNotContain("x@outside");
        }
        assertThat(recorded.unknown).isEmpty();
        assertThat(recorded.policy).singleElement().satisfies(refusal -> {
            assertThat(refusal.namesBlockList()).isTrue();
            assertThat(refusal.server()).isEqualTo("outside.example");
            assertThat(refusal.words()).isEqualTo(LISTED + " <address>");
        });
    }

    @Test
    void nothingShouldCountWhenJamesGaveUp() throws Exception {
        serve(bounced(
                reviewed("Mail-1", "x@outside.example"),
                "Too many retries failure. Bouncing after 3 retries.",
                "x@outside.example"));

        assertThat(recorded.isEmpty()).isTrue();
        assertThat(edge.metrics.countFor("mesura.refusals.other")).isEqualTo(1);
    }

    @Test
    void recipientShouldCountWhenItsDomainTakesNoMail() throws Exception {
        names.exchangers("outside.example", ".");
        serve(bounced(reviewed("Mail-1", "x@outside.example"), NO_SERVER, "x@outside.example"));

        assertThat(recorded.unknown).hasSize(1);
    }

    @Test
    void nothingShouldCountWhenTheServersOfADomainCannotBeFound() throws Exception {
        names.exchangers("outside.example", "mx.outside.example.");
        serve(bounced(reviewed("Mail-1", "x@outside.example"), NO_SERVER, "x@outside.example"));
        serve(bounced(reviewed("Mail-2", "x@nowhere.example"), NO_SERVER, "x@nowhere.example"));
        names.fails = true;
        serve(bounced(reviewed("Mail-3", "x@outside.example"), NO_SERVER, "x@outside.example"));

        assertThat(recorded.isEmpty()).isTrue();
        assertThat(edge.alarm.count()).isZero();
    }

    @Test
    void nothingShouldCountWhenTheMailIsNobodys() throws Exception {
        Mail forward = Edge.submitted("Mail-1", "x@outside.example").build();
        forward.setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);
        edge.review().service(forward);
        serve(bounced(forward, UNKNOWN, "x@outside.example"));
        serve(bounced(Edge.mail("Mail-2", "x@outside.example").build(), UNKNOWN, "x@outside.example"));

        assertThat(recorded.isEmpty()).isTrue();
    }

    @Test
    void nothingShouldCountWhenCopiedOutsidersAreTakenOffWithTheVerdict() throws Exception {
        Mail copy = reviewed("Mail-1", "x@outside.example");
        copy.setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);
        edge.review().service(copy);
        serve(bounced(copy, UNKNOWN, "x@outside.example"));

        assertThat(recorded.isEmpty()).isTrue();
    }

    @Test
    void refusalShouldCountWhenTheAccountIsOnlyObserved() throws Exception {
        Mail mail = Edge.submitted("Mail-1", "x@outside.example").build();
        Edge.observing(Edge.SMALL).review().service(mail);
        serve(bounced(mail, UNKNOWN, "x@outside.example"));

        assertThat(recorded.unknown).hasSize(1);
    }

    @Test
    void mailShouldPassUntouchedWhenItIsCounted() throws Exception {
        FakeMail mail = bounced(reviewed("Mail-1", "x@outside.example"), UNKNOWN, "x@outside.example");
        List<Attribute> before = mail.attributes().toList();
        serve(mail);

        assertThat(mail.attributes()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(mail.getRecipients()).containsExactly(Edge.address("x@outside.example"));
        assertThat(mail.getState()).isNull();
    }

    @Test
    void mailShouldPassAndTheFaultBeCountedWhenTheBookFails() throws Exception {
        Mail mail = bounced(reviewed("Mail-1", "x@outside.example"), UNKNOWN, "x@outside.example");
        recorded.fails = true;
        serve(mail);

        assertThat(edge.alarm.count()).isEqualTo(1);
    }

    @Test
    void mailShouldPassAndTheFaultBeCountedWhenOurAttributeIsBroken() throws Exception {
        Mail mail = bounced(reviewed("Mail-1", "x@outside.example"), UNKNOWN, "x@outside.example");
        put(mail, "mesura.outsiders", "no Base64!");
        serve(mail);

        assertThat(recorded.isEmpty()).isTrue();
        assertThat(edge.alarm.count()).isEqualTo(1);
    }

    private void serve(Mail mail) throws MessagingException {
        Edge.ready(
                        new CountRemoteRefusals(
                                recorded, seen, new NullMx(names), Edge.KEY, edge.clock, edge.alarm, edge.metrics),
                        edge.context)
                .service(mail);
    }

    private FakeMail reviewed(String name, String... recipients) throws MessagingException {
        FakeMail mail = Edge.submitted(name, recipients).build();
        edge.review().service(mail);
        return mail;
    }

    private static FakeMail bounced(Mail reviewed, String error, String... failed) {
        FakeMail mail = (FakeMail) reviewed;
        mail.setRecipients(Arrays.stream(failed).map(Edge::address).toList());
        put(mail, "delivery-error", error);
        mail.setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);
        return mail;
    }

    private static void put(Mail mail, String name, String value) {
        mail.setAttribute(new Attribute(AttributeName.of(name), AttributeValue.of(value)));
    }

    private static ImmutableLongArray hashes(String... addresses) {
        return ImmutableLongArray.copyOf(Arrays.stream(addresses).mapToLong(Edge.KEY::ofRecipient));
    }

    private static final class Recorded implements RefusalBook {
        final List<String> unknown = new ArrayList<>();
        final List<RemoteRefusal> policy = new ArrayList<>();
        boolean fails;

        @Override
        public void countUnknown(Sender sender, ImmutableLongArray recipients, Instant now) {
            if (fails) {
                throw new IllegalStateException("the book is away");
            }
            assertThat(now).isEqualTo(Edge.NOON);
            unknown.add(sender + ": " + recipients);
        }

        @Override
        public void policyRefusals(ImmutableList<RemoteRefusal> refusals, Instant now) {
            policy.addAll(refusals);
        }

        boolean isEmpty() {
            return unknown.isEmpty() && policy.isEmpty();
        }
    }
}
