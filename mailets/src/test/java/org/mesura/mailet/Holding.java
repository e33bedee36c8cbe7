/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.NoopGaugeRegistry;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.mesura.config.Settings;
import org.mesura.hold.HoldingArea;
import org.mesura.hold.Leases;
import org.mesura.review.Decision;
import org.mesura.store.memory.LocalLeases;
import org.mesura.store.memory.MemoryHoldingArea;

/**
 * A server that keeps mail back: repositories in files, a spool, a clock that is set, and rounds of the schedule when the
 * test asks for them. {@link #crash} forgets what a process knows; the files, the facts and the account book stay.
 */
public final class Holding {
    static final String HELD = "file://var/mail/mesura-held/";
    /** Two messages a minute, the rest waits. */
    public static final String SLOW = """
            <policies><policy name="slow">
              <limit measure="messages" quantity="2" window="1min"/>
              <recipientsPerMessage>10</recipientsPerMessage>
              <overLimit>defer</overLimit>
              <deferral maxDelay="4h" reserveForOrdinary="0%" ordinaryRecipients="1"/>
            </policy></policies>
            <assignments default="slow"/>
            <held messagesPerAccount="500"/>
            """;

    public final Edge edge;
    private final InstantSource clock;
    final Faults faults = new Faults();
    final Spool spool = new Spool(faults);
    public final MemoryHoldingArea facts = new MemoryHoldingArea();
    public final Leases leases = new LocalLeases();
    final FileRepositories repositories;
    Settings settings;
    HeldCopies copies;
    Retries retries;
    RunNotices runs;
    PersonsDecisions decisions;
    ReleaseRound round;
    private final HoldingArea area = faults.in(HoldingArea.class, facts);
    private Keeping keeping;

    public Holding(Path folder, String sections) {
        this(folder, new Edge(sections));
    }

    public Holding(Path folder, Edge edge) {
        this(folder, edge, edge.clock);
    }

    Holding(Path folder, Edge edge, InstantSource clock) {
        this.edge = edge;
        this.clock = clock;
        settings = edge.settings;
        repositories = new FileRepositories(folder, faults);
        crash();
    }

    /** Begins anew with what outlives a process. */
    void crash() {
        copies = new HeldCopies(new FileRepositories(repositories.base, faults), repositories.files(), area);
        ReleaseFigures figures = new ReleaseFigures(area, edge.metrics, new NoopGaugeRegistry(), clock);
        WayOut wayOut = new WayOut(
                copies,
                area,
                new Dispatch(spool),
                edge.reports(),
                new Guidance(() -> edge.desk, () -> edge.writer, () -> settings, edge.figures()),
                () -> edge.context,
                figures,
                edge.alarm);
        retries = new Retries();
        Custody custody = new Custody(area, leases, retries, edge.alarm);
        keeping = new Keeping(copies, area, custody, edge.book, () -> settings, edge.alarm);
        runs = new RunNotices(area, () -> settings, edge.announcements(), () -> edge.context);
        decisions = new PersonsDecisions(area, edge.book, () -> settings, wayOut, custody);
        round = new ReleaseRound(
                area,
                new Planning(area, edge.book, () -> settings, wayOut, custody, figures),
                wayOut,
                custody,
                retries,
                runs,
                new Strays(copies, area, wayOut, () -> settings, edge.alarm),
                new PermitNotices(() -> settings, edge.book, edge.announcements(), () -> edge.context, edge.alarm),
                () -> settings,
                clock,
                edge.alarm);
    }

    Releases releases() {
        return new Releases(() -> round, () -> runs, () -> decisions, edge.book, clock, edge.alarm);
    }

    /** A mail of {@code account} to two outsiders, reviewed, and given to the mailet that its verdict calls for. */
    public Mail submit(String account, String name) throws MessagingException {
        Mail mail = mail(account, name);
        edge.review().service(mail);
        keep(mail);
        return mail;
    }

    void keep(Mail mail) throws MessagingException {
        Decision decision = Verdict.of(mail).orElseThrow().decision();
        if (decision instanceof Decision.Hold) {
            hold().service(mail);
        } else {
            defer().service(mail);
        }
    }

    DeferSubmission defer(String... parameters) throws MessagingException {
        return defer(idle(), parameters);
    }

    DeferSubmission defer(Releases releases, String... parameters) throws MessagingException {
        return Edge.ready(
                new DeferSubmission(keeping, edge.reports(), releases, clock, edge.alarm), edge.context, parameters);
    }

    HoldSubmission hold() throws MessagingException {
        return Edge.ready(
                new HoldSubmission(keeping, area, edge.reports(), edge.announcements(), idle(), clock, edge.alarm),
                edge.context);
    }

    /** The schedule's outside, without its thread: rounds are done when the test says so. */
    public Releases idle() {
        Releases releases = releases();
        try {
            releases.stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return releases;
    }

    static Mail mail(String account, String name) throws MessagingException {
        MailImpl mail = MailImpl.builder()
                .name(name)
                .sender(account)
                .addRecipients("x@outside.example", "y@outside.example")
                .mimeMessage(
                        Edge.message("Message-ID: <" + name + "@localhost>\nSubject: On " + name, "Text of " + name))
                .build();
        mail.setAttribute(new Attribute(Mail.SMTP_AUTH_USER, AttributeValue.of(account)));
        return mail;
    }

    /** Rounds until nothing is due. */
    public void settle() {
        int rounds = 0;
        while (!round.round().isAfter(edge.clock.instant())) {
            if (++rounds > 1_000) {
                throw new IllegalStateException("there is always something due");
            }
        }
    }

    /** Lets time pass, a second at a time. */
    void pass(Duration time) {
        Instant end = edge.clock.instant().plus(time);
        settle();
        while (edge.clock.instant().isBefore(end)) {
            edge.clock.advance(Duration.ofSeconds(1));
            settle();
        }
    }

    /** The names that what was released had when it was submitted. */
    List<String> released() {
        return spool.mails().stream()
                .map(mail -> Verdict.of(mail).orElseThrow().id().value())
                .toList();
    }

    List<String> sentSubjects() {
        return edge.context.getSentMails().stream()
                .map(SentMail::getSubject)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The files of copies, without the mark of their folder. */
    List<Path> files() {
        return files("mesura-held");
    }

    List<Path> aside() {
        return files("mesura-held-broken");
    }

    private List<Path> files(String folder) {
        Path path = repositories.base.resolve("var/mail").resolve(folder);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> !file.endsWith(HeldFolder.MARK)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
