/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import javax.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.mesura.config.InvalidSettings;
import org.mesura.config.Settings;
import org.mesura.config.SettingsReader;
import org.mesura.notice.Institution;
import org.mesura.notice.Language;
import org.mesura.notice.Letter;
import org.mesura.notice.Notice;
import org.mesura.notice.NoticeWriter;
import org.mesura.notice.Specimen;
import org.mesura.notice.Templates;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/**
 * Writes every notice, the lines in delivery reports and every letter to the administrator as a mail ({@code .eml}) and
 * as a page ({@code .html}), in all languages, with an {@code index.html}: {@code ./mvnw -Pnotices}. Templates and
 * institution are the administrator's; the mails are built by the classes that build those that are sent.
 *
 * <p>Everything is written, with built-in texts in place of broken ones, also if there are mistakes: the rest can still
 * be looked at.
 */
public final class Preview {
    private static final String SERVER =
            "postmaster@" + Specimen.SENDER.domain().orElseThrow();

    private final Path folder;
    private final PrintStream out;

    Preview(Path folder, PrintStream out) {
        this.folder = folder.toAbsolutePath().normalize();
        this.out = out;
    }

    /** Takes the folder of the templates, that of {@code mesura.xml}, and the one to write to. */
    public static void main(String[] args) throws IOException, MessagingException {
        boolean sound = new Preview(Path.of(args[2]), System.out).write(Path.of(args[0]), Path.of(args[1]));
        System.exit(sound ? 0 : 1);
    }

    /** Writes all, says where it is and what is wrong; whether nothing is. */
    boolean write(Path notices, Path configuration) throws IOException, MessagingException {
        Settings settings;
        try {
            settings = new SettingsReader().read(configuration.resolve("mesura.xml"));
        } catch (InvalidSettings broken) {
            return conclude(broken.mistakes());
        }
        Templates templates = Templates.in(notices.toAbsolutePath().normalize());
        Institution institution = settings.institution();
        List<Specimen> specimens = specimens(
                new NoticeWriter(institution, templates), settings.languages().second());
        for (Specimen specimen : specimens) {
            write(specimen, institution);
        }
        Path index = folder.resolve("index.html");
        Files.writeString(index, PreviewPages.index(institution.name(), specimens));
        out.printf("%d texts, each as .eml and .html: %s%n", specimens.size(), index.toUri());
        return conclude(templates.faults());
    }

    private boolean conclude(ImmutableList<String> mistakes) {
        mistakes.forEach(mistake -> out.println("MISTAKE " + mistake));
        out.println(mistakes.isEmpty() ? "notices: ok" : "notices: mistakes: " + mistakes.size());
        return mistakes.isEmpty();
    }

    private static List<Specimen> specimens(NoticeWriter writer, Optional<Language> second) {
        return Arrays.stream(Language.values())
                .map(own -> Stream.concat(Stream.of(own), second.stream()).collect(ImmutableSet.toImmutableSet()))
                .flatMap(languages -> Specimen.all(writer, languages))
                .toList();
    }

    private void write(Specimen specimen, Institution institution) throws IOException, MessagingException {
        Path html = folder.resolve(PreviewPages.path(specimen, ".html"));
        Files.createDirectories(html.getParent());
        Files.writeString(html, specimen.html().orElseGet(() -> PreviewPages.plain(specimen)));
        try (OutputStream file = Files.newOutputStream(folder.resolve(PreviewPages.path(specimen, ".eml")))) {
            mail(specimen, institution).writeTo(file);
        }
    }

    static MimeMessage mail(Specimen specimen, Institution institution) throws MessagingException {
        MimeMessage head = head(specimen, institution).message();
        String subject = specimen.subject();
        String text = specimen.text();
        return specimen.html().isPresent()
                ? GuidanceBody.write(
                        head,
                        new Notice(
                                specimen.languages(),
                                subject,
                                text,
                                specimen.html().get()))
                : GuidanceBody.write(head, new Letter(specimen.language(), subject, text));
    }

    private static AutomaticReply head(Specimen specimen, Institution institution) throws MessagingException {
        String to = specimen.isLetter() ? institution.administrator().orElse(SERVER) : Specimen.SENDER.account();
        return new AutomaticReply(address(SERVER), institution.name(), address(to), specimen.subject(), Specimen.NOW);
    }

    private static MailAddress address(String text) throws AddressException {
        return new MailAddress(text);
    }
}
