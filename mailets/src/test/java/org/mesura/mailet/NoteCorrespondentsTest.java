/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;

import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;

import org.apache.james.core.Domain;
import org.apache.james.core.MaybeSender;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.review.Decision;
import org.mesura.submission.Sender;
import org.mesura.usage.Correspondents;

class NoteCorrespondentsTest {
    private static final String ANA = "ana@localhost";
    private static final Attribute JMAP_USER = new Attribute(
            AttributeName.of("org.apache.james.jmap.send.MailMetaData.username"), AttributeValue.of("beto@localhost"));

    private final UsersRepository users = Edge.users();
    private Edge edge = new Edge(Edge.SMALL);

    @BeforeEach
    void setUp() throws Exception {
        users.addUser(Username.of(ANA), "secreto");
        users.addUser(Username.of("beto@localhost"), "secreto");
    }

    @Test
    void answersToWhoeverWroteShouldBeNoCampaign() throws Exception {
        for (int citizen = 1; citizen <= 5; citizen++) {
            serve(incoming("In-" + citizen, ANA)
                    .sender("C" + citizen + "@Outside.example")
                    .build());
        }

        for (int citizen = 1; citizen <= 5; citizen++) {
            edge.clock.advance(Duration.ofHours(1));
            assertThat(answered("Out-" + citizen, "c" + citizen + "@outside.example"))
                    .isEqualTo("accept");
        }
        assertThat(correspondents(ANA)).isEqualTo(Correspondents.NONE);
        assertThat(edge.metrics.countFor("mesura.correspondents")).isEqualTo(5);
    }

    @Test
    void writerShouldBeKnownByTheHashOfARecipient() throws Exception {
        serve(incoming("In-1", ANA).sender("Eva@Outside.example").build());

        assertThat(correspondents(ANA).outsiders().asList())
                .containsExactly(Edge.KEY.ofRecipient("eva@outside.example"));
        assertThat(correspondents(ANA).at().asList()).containsExactly(Edge.NOON.toEpochMilli());
    }

    @Test
    void mailShouldCountForEachRecipientThatIsAnAccount() throws Exception {
        serve(incoming("In-1", "Ana@Localhost", "beto@localhost", "nobody@localhost")
                .build());

        assertThat(correspondents(ANA).size()).isEqualTo(1);
        assertThat(correspondents("beto@localhost").size()).isEqualTo(1);
        assertThat(edge.book().find(new Sender("nobody@localhost"))).isEmpty();
    }

    @Test
    void accountShouldBeTheOneThatSendsWhenThereIsNoVirtualHosting() throws Exception {
        UsersRepository bare = MemoryUsersRepository.withoutVirtualHosting(Edge.domains(Domain.of("alcaldia.example")));
        bare.addUser(Username.of("ana"), "secreto");
        Mail submitted = Edge.mail("Out-1", "eva@outside.example")
                .attribute(Edge.smtpUser("ana"))
                .build();
        Sender sender = new Identity(new AccountNames(bare), () -> edge.settings)
                .of(submitted)
                .orElseThrow();

        mailet(bare).service(incoming("In-1", "Ana@alcaldia.example").build());

        assertThat(correspondents(sender.account()).size()).isEqualTo(1);
    }

    @Test
    void mailShouldCountOnceWhenItIsDeliveredAgain() throws Exception {
        serve(incoming("In-1", ANA).build());
        edge.clock.advance(Duration.ofMinutes(1));
        serve(incoming("In-1", ANA).build());
        // as James names what it split off
        serve(incoming("In-1-!28-!split", ANA)
                .mimeMessage(Edge.message("Message-ID: <In-1@localhost>", "Text of In-1"))
                .build());

        assertThat(correspondents(ANA).size()).isEqualTo(1);
        assertThat(edge.metrics.countFor("mesura.correspondents")).isEqualTo(1);
    }

    @Test
    void mailWithoutMessageIdShouldBeKnownByItsName() throws Exception {
        for (String name : List.of("In-1", "In-1", "In-2")) {
            serve(incoming(name, ANA)
                    .mimeMessage(Edge.message("Subject: A word", "Text"))
                    .build());
        }

        assertThat(correspondents(ANA).size()).isEqualTo(2);
    }

    @Test
    void nobodyShouldHaveWrittenWhenTheMailIsAnAccounts() throws Exception {
        serve(incoming("In-1", ANA).attribute(Edge.smtpUser("beto@localhost")).build());
        serve(incoming("In-2", ANA).attribute(JMAP_USER).build());

        assertThatNobodyIsKnown();
    }

    @Test
    void nobodyShouldHaveWrittenWhenTheServerWrote() throws Exception {
        serve(incoming("In-1", ANA).attribute(Mail.SENT_BY_MAILET_ATTRIBUTE).build());

        assertThatNobodyIsKnown();
    }

    @Test
    void nobodyShouldHaveWrittenWhenTheSenderIsNoOutsider() throws Exception {
        edge = new Edge(Edge.SMALL + "<institution><internalDomains><domain>concejo.example</domain></internalDomains>"
                + "</institution>");
        serve(incoming("In-1", ANA).sender("carla@localhost").build());
        serve(incoming("In-2", ANA).sender("carla@concejo.example").build());
        serve(incoming("In-3", ANA).sender(MaybeSender.nullSender()).build());

        assertThatNobodyIsKnown();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "auto-submitted: auto-generated; owner-email=\"x@outside.example\"",
                "List-Id: News <news.outside.example>",
                "List-Unsubscribe: <mailto:leave@outside.example>",
                "Precedence: bulk",
                "Precedence: List",
                "Precedence:  junk "
            })
    void nobodyShouldHaveWrittenWhenTheMailIsAutomatic(String header) throws Exception {
        serve(incoming("In-1", ANA).mimeMessage(Edge.message(header, "Text")).build());

        assertThatNobodyIsKnown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Auto-Submitted: no", "Precedence: first-class", "X-List: none"})
    void mailOfAPersonShouldCountWhateverElseItSays(String header) throws Exception {
        serve(incoming("In-1", ANA).mimeMessage(Edge.message(header, "Text")).build());

        assertThat(correspondents(ANA).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<policies><policy name='a'><bulk enabled='false'/></policy></policies><assignments default='a'/>",
                "<policies><policy name='a'><bulk answersWithin='0'/></policy></policies><assignments default='a'/>",
                "<exempt><account>ana@localhost</account></exempt>",
                "<assignments default='application'/>"
            })
    void nothingShouldBeKeptWhenNoAnswerOfTheAccountIsExcused(String settings) throws Exception {
        edge = new Edge(settings);
        serve(incoming("In-1", ANA).build());

        assertThatNobodyIsKnown();
    }

    @Test
    void mailShouldCountWhenTheAccountIsOnlyObserved() throws Exception {
        edge = Edge.observing(Edge.SMALL);
        serve(incoming("In-1", ANA).build());

        assertThat(correspondents(ANA).size()).isEqualTo(1);
    }

    @Test
    void mailShouldPassUntouched() throws Exception {
        FakeMail mail = incoming("In-1", ANA).build();
        serve(mail);

        assertThat(mail.attributes()).isEmpty();
        assertThat(mail.getRecipients()).containsExactly(Edge.address(ANA));
        assertThat(mail.getState()).isNull();
    }

    @Test
    void mailShouldPassAndTheFaultBeCountedWhenTheBookFails() throws Exception {
        edge.book = broken();
        FakeMail mail = incoming("In-1", ANA).build();
        serve(mail);

        assertThat(mail.getRecipients()).containsExactly(Edge.address(ANA));
        assertThat(mail.getState()).isNull();
        assertThat(edge.alarm.count()).isEqualTo(1);
    }

    @Test
    void mailShouldPassAndTheFaultBeCountedWhenItsMessageCannotBeRead() throws Exception {
        FakeMail mail = incoming("In-1", ANA).mimeMessage(unreadable()).build();
        serve(mail);

        assertThat(mail.getRecipients()).containsExactly(Edge.address(ANA));
        assertThat(edge.alarm.count()).isEqualTo(1);
    }

    @Test
    void parameterShouldBeRejected() {
        assertThatThrownBy(() -> Edge.ready(unready(users), edge.context, "window", "7d"))
                .isInstanceOf(MessagingException.class);
    }

    /** A mail that Eva, outside, wrote. */
    private static FakeMail.Builder incoming(String name, String... recipients) throws MessagingException {
        return Edge.mail(name, recipients).sender("eva@outside.example");
    }

    private static AccountBook broken() {
        return (AccountBook) Proxy.newProxyInstance(
                NoteCorrespondentsTest.class.getClassLoader(),
                new Class<?>[] {AccountBook.class},
                (proxy, method, arguments) -> {
                    throw new IllegalStateException("the book is away");
                });
    }

    private static MimeMessage unreadable() {
        return new MimeMessage((Session) null) {
            @Override
            public String[] getHeader(String name) throws MessagingException {
                throw new MessagingException("the message file is gone");
            }
        };
    }

    private void serve(Mail mail) throws MessagingException {
        mailet(users).service(mail);
    }

    private NoteCorrespondents mailet(UsersRepository with) throws MessagingException {
        return Edge.ready(unready(with), edge.context);
    }

    private NoteCorrespondents unready(UsersRepository with) {
        AccountNames names = new AccountNames(with);
        return new NoteCorrespondents(
                edge.book,
                Edge.KEY,
                new Identity(names, () -> edge.settings),
                names,
                () -> edge.settings,
                edge.clock,
                edge.alarm,
                edge.metrics);
    }

    /** The verdict on one same answer of Ana's. */
    private String answered(String name, String to) throws MessagingException {
        Mail mail = Edge.submitted(name, to)
                .mimeMessage(Edge.message("Message-ID: <" + name + "@localhost>", "We are open from nine to five."))
                .build();
        edge.review().service(mail);
        return Verdict.of(mail).map(Verdict::decision).map(Decision::verdict).orElseThrow();
    }

    private Correspondents correspondents(String account) {
        return edge.book()
                .find(new Sender(account))
                .map(AccountState::correspondents)
                .orElseThrow();
    }

    private void assertThatNobodyIsKnown() {
        assertThat(edge.book().find(new Sender(ANA))).isEmpty();
        assertThat(edge.alarm.count()).isZero();
    }
}
