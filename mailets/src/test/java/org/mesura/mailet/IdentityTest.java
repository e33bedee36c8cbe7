/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.james.core.Domain;
import org.apache.james.core.MaybeSender;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.submission.Sender;

/** Guarantee 8: whose a mail is. */
class IdentityTest {
    private static final String NETWORKS =
            "<networks><network>10.1.0.0/16</network><network>2001:db8::/32</network></networks>";
    private static final Attribute JMAP_USER = new Attribute(
            AttributeName.of("org.apache.james.jmap.send.MailMetaData.username"), AttributeValue.of("Ana@Localhost"));

    private final Identity identity = new Identity(new AccountNames(Edge.users()), () -> Edge.settings(NETWORKS));

    @Test
    void accountShouldBeTheAuthenticatedOneWhenSubmittedBySmtp() throws Exception {
        assertThat(identity.of(mail().attribute(Edge.smtpUser("Ana@Localhost")).build()))
                .contains(new Sender("ana@localhost"));
    }

    @Test
    void accountShouldBeTheSameWhenSubmittedByJmap() throws Exception {
        assertThat(identity.of(mail().attribute(JMAP_USER).build())).contains(new Sender("ana@localhost"));
    }

    @Test
    void accountShouldBeTheAuthenticatedOneWhenTheSenderIsAnother() throws Exception {
        Mail mail = mail().sender("beto@localhost")
                .mimeMessage(Edge.message("From: carla@localhost\nSender: prensa@localhost", "Text"))
                .attribute(Edge.smtpUser("ana@localhost"))
                .build();

        assertThat(identity.of(mail)).contains(new Sender("ana@localhost"));
    }

    @Test
    void accountShouldBeChargedWhenItSendsFromNobody() throws Exception {
        Mail mail = mail().sender(MaybeSender.nullSender())
                .attribute(Edge.smtpUser("ana@localhost"))
                .build();

        assertThat(identity.of(mail)).contains(new Sender("ana@localhost"));
    }

    @Test
    void mailShouldBeNobodysWhenAMailetSentIt() throws Exception {
        Mail mail = mail().attribute(Edge.smtpUser("ana@localhost"))
                .attribute(Mail.SENT_BY_MAILET_ATTRIBUTE)
                .build();

        assertThat(identity.of(mail)).isEmpty();
    }

    @Test
    void mailShouldBeNobodysWhenItCameFromOutside() throws Exception {
        assertThat(identity.of(mail().remoteAddr("10.1.2.3").build())).isEmpty();
    }

    @Test
    void onlyMailOfNobodyAndNotTheServersOwnShouldBeFromOutside() throws Exception {
        assertThat(identity.isFromOutside(mail().remoteAddr("10.1.2.3").build()))
                .isTrue();
        assertThat(identity.isFromOutside(
                        mail().attribute(Mail.SENT_BY_MAILET_ATTRIBUTE).build()))
                .isFalse();
        assertThat(identity.isFromOutside(
                        mail().attribute(Edge.smtpUser("ana@localhost")).build()))
                .isFalse();
        assertThat(identity.isFromOutside(mail().attribute(JMAP_USER).build())).isFalse();
        assertThat(identity.isFromOutside(network(mail().remoteAddr("10.1.2.3"), "true")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, network:10.1.2.3",
        "2001:db8:0:0:0:0:0:7, network:2001:db8::7",
        "10.2.0.1, ",
        "mail.alcaldia.example, "
    })
    void hostShouldBeAnAccountWhenItsNetworkIsNamed(String address, String account) throws Exception {
        Mail mail = network(mail().remoteAddr(address), "true");

        assertThat(identity.of(mail).map(Sender::account).orElse(null)).isEqualTo(account);
    }

    @Test
    void hostShouldBeNobodyWhenJamesDoesNotAuthoriseIt() throws Exception {
        assertThat(identity.of(network(mail().remoteAddr("10.1.2.3"), "false"))).isEmpty();
    }

    @Test
    void accountShouldGoBeforeTheNetworkWhenBothAreKnown() throws Exception {
        Mail mail = network(mail().remoteAddr("10.1.2.3").attribute(Edge.smtpUser("ana@localhost")), "true");

        assertThat(identity.of(mail)).contains(new Sender("ana@localhost"));
    }

    @Test
    void accountShouldBeTheMailAddressWhenThereIsNoVirtualHosting() throws Exception {
        Identity bare = new Identity(
                new AccountNames(
                        MemoryUsersRepository.withoutVirtualHosting(Edge.domains(Domain.of("alcaldia.example")))),
                () -> Edge.settings(""));

        assertThat(bare.of(mail().attribute(Edge.smtpUser("Ana")).build()))
                .contains(new Sender("ana@alcaldia.example"));
    }

    @Test
    void accountShouldBeTheBareNameWhenItHasNoAddress() throws Exception {
        assertThat(identity.of(mail().attribute(Edge.smtpUser("Ana")).build())).contains(new Sender("ana"));
    }

    private static FakeMail.Builder mail() throws Exception {
        return Edge.mail("Mail-1", "beto@localhost");
    }

    private static Mail network(FakeMail.Builder mail, String authorised) throws Exception {
        return mail.attribute(new Attribute(
                        AttributeName.of("org.apache.james.SMTPIsAuthNetwork"), AttributeValue.of(authorised)))
                .build();
    }
}
