/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.apache.mailet.AttributeName;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;

import com.google.common.primitives.ImmutableLongArray;

class OutsidersTest {
    private static final AttributeName NAME = AttributeName.of("mesura.outsiders");

    @Test
    void hashesShouldBeWrittenInTheDocumentedForm() throws Exception {
        FakeMail mail = Edge.mail("Mail-1").build();
        Outsiders.write(ImmutableLongArray.of(1, -2), mail);

        assertThat(mail.getAttribute(NAME).orElseThrow().getValue().value()).isEqualTo("AAAAAAAAAAH//////////g==");
    }

    @Test
    void recipientShouldBeAmongThoseOfTheSubmissionWhateverTheCase() throws Exception {
        FakeMail mail =
                Edge.submitted("Mail-1", "X@Outside.example", "beto@localhost").build();
        new Edge(Edge.SMALL).review().service(mail);

        assertThat(Outsiders.of(mail)
                        .among(
                                List.of(
                                        Edge.address("x@outside.EXAMPLE"),
                                        Edge.address("y@outside.example"),
                                        Edge.address("beto@localhost")),
                                Edge.KEY)
                        .values())
                .containsExactly(Edge.address("x@outside.EXAMPLE"));
    }

    @Test
    void nobodyShouldBeAmongThemWhenTheMailWasNotReviewed() throws Exception {
        FakeMail mail = Edge.mail("Mail-1", "x@outside.example").build();

        assertThat(Outsiders.of(mail).among(mail.getRecipients(), Edge.KEY)).isEmpty();
    }
}
