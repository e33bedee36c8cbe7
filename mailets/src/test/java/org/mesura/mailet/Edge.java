/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.AddressException;
import javax.mail.internet.MimeMessage;

import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.GenericMailet;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.mesura.config.Settings;
import org.mesura.config.SettingsReader;
import org.mesura.journal.Decisions;
import org.mesura.journal.submissions.Reviewed;
import org.mesura.journal.submissions.SubmissionLog;
import org.mesura.notice.NoticeDesk;
import org.mesura.notice.NoticeLog;
import org.mesura.notice.NoticeWriter;
import org.mesura.notice.Templates;
import org.mesura.notice.Unsaid;
import org.mesura.review.AccountBook;
import org.mesura.store.memory.MemoryAccountBook;
import org.mesura.store.memory.MemoryNoticeLog;
import org.mesura.submission.HashKey;
import org.mesura.submission.Sender;

/** The edge as it is put together in James, over stores in memory and a clock that is set. Local is {@code localhost}. */
public final class Edge {
    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    public static final HashKey KEY = new HashKey(1, 2);
    /** Two messages an hour, ten recipients a message; three outsiders are a campaign, more than five are refused. */
    public static final String SMALL = """
            <policies><policy name="small">
              <limit measure="messages" quantity="2" window="1h"/>
              <limit measure="bytes" quantity="10MB" window="1d"/>
              <recipientsPerMessage>10</recipientsPerMessage>
              <overLimit>bounce</overLimit>
              <bulk advise="3" stop="5" refuse="9" visible="4" window="1d" action="refuse"/>
            </policy></policies>
            <assignments default="small"/>
            """;

    private static final Templates TEMPLATES = Templates.builtIn();

    public final SettableClock clock = new SettableClock(NOON);
    public final RecordingMetricFactory metrics = new RecordingMetricFactory();
    final RecordingGauges gauges = new RecordingGauges();
    public final Alarm alarm = new Alarm(metrics);
    public final FakeMailContext context;
    final Repositories repositories = new Repositories();
    public final Settings settings;
    public final NoticeLog notices = new MemoryNoticeLog();
    public final Unsaid unsaid = new Unsaid();
    public final Decisions decisions = new Decisions();
    public final List<Reviewed> reviewed = new ArrayList<>();
    public final SubmissionLog submissions = new SubmissionLog() {
        @Override
        public void note(Reviewed one) {
            reviewed.add(one);
        }

        @Override
        public void forget(Sender account) {
            reviewed.removeIf(one -> one.submission().sender().equals(account));
        }
    };
    public final VerdictsLately lately = new VerdictsLately();
    final NoticeDesk desk;
    final NoticeWriter writer;
    AccountBook book = new MemoryAccountBook();

    public Edge(String sections) {
        this(settings(sections));
    }

    public Edge(Settings settings) {
        this.settings = settings;
        desk = new NoticeDesk(notices, settings.notices(), unsaid);
        writer = new NoticeWriter(settings.institution(), TEMPLATES);
        context = FakeMailContext.builder()
                .postmaster(address("postmaster@correo.example"))
                .build();
    }

    public static Edge observing(String sections) {
        return new Edge(read("<mesura mode='observe'>" + sections + "</mesura>"));
    }

    public static Settings settings(String sections) {
        return read("<mesura>" + sections + "</mesura>");
    }

    private static Settings read(String file) {
        return new SettingsReader().read(new ByteArrayInputStream(file.getBytes(UTF_8)), "conf/mesura.xml");
    }

    public ReviewSubmission review() throws MessagingException {
        return review(clock);
    }

    ReviewSubmission review(InstantSource clock) throws MessagingException {
        ReviewSubmission review = new ReviewSubmission(
                book,
                KEY,
                new Identity(new AccountNames(users()), () -> settings),
                () -> settings,
                announcements(),
                new ChainLetterWatch(() -> settings, announcements(), alarm, metrics),
                permits(),
                journal(),
                new SubmissionNotes(submissions, alarm),
                clock,
                alarm,
                new ReviewFigures(metrics, gauges, lately, clock));
        return ready(review, context);
    }

    /** A domain name system in which no domain has a mail exchanger. */
    public static DNSService dns() {
        return new Names();
    }

    public Announcements announcements() {
        return new Announcements(() -> desk, () -> writer, () -> settings, alarm, figures());
    }

    public PermitNotices permits() {
        return new PermitNotices(() -> settings, book, announcements(), () -> context, alarm);
    }

    public DecisionJournal journal() {
        return new DecisionJournal(decisions, alarm);
    }

    Guidance guidance() {
        return new Guidance(() -> desk, () -> writer, () -> settings, figures());
    }

    NoticeFigures figures() {
        return new NoticeFigures(metrics);
    }

    Reports reports() {
        return new Reports(() -> desk, () -> writer, () -> settings);
    }

    /** A fault of ours, now. */
    public void fail() {
        alarm.raise("could not", new IllegalStateException("a fault of a test"), clock.instant());
    }

    SendGuidance guidance(MailetContext in) throws MessagingException {
        return ready(new SendGuidance(guidance(), book, () -> settings, clock, alarm), in);
    }

    RefuseSubmission refuse(MailetContext in, String... parameters) throws MessagingException {
        return ready(new RefuseSubmission(reports(), repositories, clock, alarm), in, parameters);
    }

    static <T extends GenericMailet> T ready(T mailet, MailetContext in, String... parameters)
            throws MessagingException {
        FakeMailetConfig.Builder config = FakeMailetConfig.builder().mailetContext(in);
        for (int index = 0; index < parameters.length; index += 2) {
            config.setProperty(parameters[index], parameters[index + 1]);
        }
        mailet.init(config.build());
        return mailet;
    }

    /** Nobody yet, in domain {@code localhost}. */
    public static MemoryUsersRepository users() {
        return MemoryUsersRepository.withVirtualHosting(domains(Domain.LOCALHOST));
    }

    static MemoryDomainList domains(Domain only) {
        try {
            MemoryDomainList domains = new MemoryDomainList(null);
            domains.configure(DomainListConfiguration.builder()
                    .autoDetect(false)
                    .autoDetectIp(false)
                    .defaultDomain(only)
                    .build());
            return domains;
        } catch (ConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    public static AccountNames names(UsersRepository users) {
        return new AccountNames(users);
    }

    /** Has accounts kept in {@code other} from now on. */
    public void keepIn(AccountBook other) {
        book = other;
    }

    public AccountBook book() {
        return book;
    }

    public NoticeWriter writer() {
        return writer;
    }

    public SubmissionReader reader() {
        return new SubmissionReader(context, KEY);
    }

    /** A store of mail repositories that is one repository in memory. */
    public static MailRepositoryStore repositories() {
        return new Repositories();
    }

    /** Queues of which the spool keeps what is put on it. */
    public static MailQueueFactory<?> queues() {
        return new Spool(new Faults());
    }

    /** A mail that {@code ana@localhost} submitted with SMTP AUTH. */
    public static FakeMail.Builder submitted(String name, String... recipients) throws MessagingException {
        return mail(name, recipients).attribute(smtpUser("ana@localhost"));
    }

    /** A mail without any identity. */
    public static FakeMail.Builder mail(String name, String... recipients) throws MessagingException {
        return FakeMail.builder()
                .name(name)
                .sender("ana@localhost")
                .recipients(Arrays.stream(recipients).map(Edge::address).toList())
                .mimeMessage(
                        message("Message-ID: <" + name + "@localhost>\nSubject: A word on " + name, "Text of " + name))
                .size(1_000);
    }

    public static Attribute smtpUser(String user) {
        return new Attribute(Mail.SMTP_AUTH_USER, AttributeValue.of(user));
    }

    /** A message of these header lines and this text, octet for octet as UTF-8. */
    public static MimeMessage message(String head, String text) throws MessagingException {
        byte[] octets = (head + "\n\n" + text).replace("\n", "\r\n").getBytes(UTF_8);
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
    }

    /** A message whose octets are gone. */
    public static MimeMessage unreadable() {
        return new MimeMessage((Session) null) {
            @Override
            public String[] getHeader(String name) throws MessagingException {
                throw new MessagingException("the message file is gone");
            }

            @Override
            public void writeTo(OutputStream out) throws MessagingException {
                throw new MessagingException("the message file is gone");
            }
        };
    }

    public static MailAddress address(String text) {
        try {
            return new MailAddress(text);
        } catch (AddressException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
