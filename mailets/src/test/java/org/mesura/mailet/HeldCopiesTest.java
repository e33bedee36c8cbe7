/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;

import org.apache.james.server.core.MailImpl;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.Mail;
import org.apache.mailet.PerRecipientHeaders.Header;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.hold.HeldCopy;
import org.mesura.store.memory.MemoryHoldingArea;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;

/** Copies in James's repository of files: guarantee 6. */
class HeldCopiesTest {
    private static final String HELD = "file://var/mail/mesura-held/";

    private final MemoryHoldingArea facts = new MemoryHoldingArea();

    @TempDir
    Path base;

    @Test
    void copyShouldBeTheWholeMailUnderANameOfItsOwn() throws Exception {
        HeldCopies copies = copies();
        Mail mail = mail("Mail-1");
        HeldCopy first = copies.store(mail, HELD, "transport");
        HeldCopy second = copies.store(mail, HELD, "transport");

        assertThat(mail.getName()).isEqualTo("Mail-1");
        assertThat(first.key()).startsWith("Mail-1-").isNotEqualTo(second.key());
        Mail copy = found(copies, first);
        assertThat(copy.getRecipients()).isEqualTo(mail.getRecipients());
        assertThat(copy.dsnParameters()).isEqualTo(mail.dsnParameters()).isPresent();
        assertThat(Verdict.of(copy)).isEqualTo(Verdict.of(mail)).isPresent();
        assertThat(copy.getPerRecipientSpecificHeaders()).isEqualTo(mail.getPerRecipientSpecificHeaders());
        assertThat(text(copy)).isEqualTo(text(mail));
    }

    @Test
    void repositoryShouldHoldNothingMoreWhenCopiesAreRetrievedAndRemoved() throws Exception {
        HeldCopies copies = copies();
        HeldCopy copy = copies.store(mail("Mail-1"), HELD, "transport");
        copies.retrieve(copy);
        assertThat(aside()).isEmpty();
        copies.remove(copy);

        assertThat(copies.retrieve(copy)).isEqualTo(new Retrieved.Gone());
        assertThat(copies.keys(HELD)).isEmpty();
        assertThat(files(base.resolve("var/mail/mesura-held"))).isEmpty();
    }

    @Test
    void truncatedMailShouldStayOnTheDiskAside() throws Exception {
        HeldCopies copies = copies();
        HeldCopy broken = copies.store(mail("Mail-1"), HELD, "transport");
        HeldCopy sound = copies.store(mail("Mail-2"), HELD, "transport");
        Path object = file(broken, "Object");
        byte[] whole = Files.readAllBytes(object);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        Files.write(object, half);

        for (int read = 1; read < 3; read++) {
            assertThat(copies.retrieve(broken)).isEqualTo(new Retrieved.Unreadable());
            assertThat(aside()).isEmpty();
            assertThat(Files.readAllBytes(object)).isEqualTo(half);
        }
        assertThat(copies.retrieve(broken)).isInstanceOf(Retrieved.Broken.class);
        assertThat(aside()).hasSize(2).allSatisfy(file -> assertThat(file).isNotEmptyFile());
        assertThat(Files.readAllBytes(FileEntry.aside(object.getParent()).resolve(object.getFileName())))
                .isEqualTo(half);
        assertThat(copies.retrieve(sound)).isInstanceOf(Retrieved.Found.class);
    }

    /** James deletes the first names of what it cannot read for a moment; then the process ends. */
    @ParameterizedTest
    @ValueSource(strings = {"File", "FileObjectStore", "FileStreamStore"})
    void mailShouldBeFoundWhenACrashLeftItASecondNameAlone(String lost) throws Exception {
        HeldCopy copy = copies().store(mail("Mail-1"), HELD, "transport");
        new FileEntry(base.resolve("var/mail/mesura-held"), copy.key()).keep();
        for (Path file : files(base.resolve("var/mail/mesura-held"))) {
            if (file.toString().contains(lost)) {
                Files.delete(file);
            }
        }
        HeldCopies copies = copies();

        assertThat(text(found(copies, copy))).contains("Text");
        assertThat(aside()).isEmpty();
        assertThat(files(base.resolve("var/mail/mesura-held"))).hasSize(2);
    }

    @Test
    void secondNameShouldStayWhenTheFolderIsAnother() throws Exception {
        HeldCopies copies = copies();
        HeldCopy copy = copies.store(mail("Mail-1"), HELD, "transport");
        Path folder = base.resolve("var/mail/mesura-held");
        new FileEntry(folder, copy.key()).keep();
        MoreFiles.deleteDirectoryContents(folder, RecursiveDeleteOption.ALLOW_INSECURE);

        assertThatThrownBy(() -> copies.retrieve(copy)).isInstanceOf(NoSuchFileException.class);
        assertThat(aside()).hasSize(2);
    }

    @Test
    void mailShouldBeFoundWhenItCouldNotBeReadForAMoment() throws Exception {
        HeldCopies copies = copies();
        HeldCopy copy = copies.store(mail("Mail-1"), HELD, "transport");
        Path object = file(copy, "Object");
        byte[] whole = Files.readAllBytes(object);
        for (int moment = 0; moment < 3; moment++) {
            Files.write(object, new byte[0]);
            copies.retrieve(copy);
            copies.retrieve(copy);
            Files.write(object, whole);

            assertThat(copies.retrieve(copy)).isInstanceOf(Retrieved.Found.class);
            assertThat(aside()).isEmpty();
        }
    }

    /** The folder beside it, in which the second names lie, is on another disk then. */
    @Test
    void mailShouldBeFoundOrStayWhenTheRepositoryIsOnADiskOfItsOwn() throws Exception {
        Path memory = Path.of("/dev/shm");
        assumeTrue(
                Files.isWritable(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(base)),
                "no other file system at hand");
        Path disk = Files.createTempDirectory(memory, "mesura-held");
        try {
            Files.createDirectories(base.resolve("var/mail"));
            Files.createSymbolicLink(base.resolve("var/mail/mesura-held"), disk);
            HeldCopies copies = copies();
            HeldCopy sound = copies.store(mail("Mail-1"), HELD, "transport");
            HeldCopy broken = copies.store(mail("Mail-2"), HELD, "transport");
            Files.write(file(broken, "Object"), new byte[0]);

            assertThat(copies.retrieve(sound)).isInstanceOf(Retrieved.Found.class);
            assertThat(copies.retrieve(broken)).isEqualTo(new Retrieved.Unreadable());
            assertThat(aside()).isEmpty();
            assertThat(files(disk)).hasSize(4);
            copies.retrieve(broken);
            assertThat(copies.retrieve(broken)).isInstanceOf(Retrieved.Broken.class);
            assertThat(aside()).hasSize(2);
            assertThat(files(disk)).hasSize(2);
        } finally {
            MoreFiles.deleteRecursively(disk, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    @Test
    void mailWithoutItsMessageShouldStayOnTheDiskAside() throws Exception {
        HeldCopies copies = copies();
        HeldCopy broken = copies.store(mail("Mail-1"), HELD, "transport");
        Files.delete(file(broken, "Stream"));

        assertThat(copies.retrieve(broken)).isInstanceOf(Retrieved.Broken.class);
        assertThat(aside()).hasSize(1);
    }

    @Test
    void alienFilesShouldBePutAsideBeforeTheRepositoryOpens() throws Exception {
        HeldCopy sound = copies().store(mail("Mail-1"), HELD, "transport");
        Path folder = base.resolve("var/mail/mesura-held");
        Files.writeString(folder.resolve("notes.txt"), "left as it is");
        for (String alien : List.of(
                "backup.Repository.FileObjectStore",
                "C3A1.Repository.FileObjectStore",
                "C3A1.Repository.FileStreamStore",
                "4D61.Repository.FileStreamStore")) {
            Files.writeString(folder.resolve(alien), alien);
        }

        assertThat(copies().retrieve(sound)).isInstanceOf(Retrieved.Found.class);
        assertThat(aside()).hasSize(4).allSatisfy(file -> assertThat(file)
                .hasContent(file.getFileName().toString()));
        assertThat(folder.resolve("notes.txt")).exists();
    }

    @Test
    void nothingShouldBeLeftOfACopyThatCouldNotBeStored() throws Exception {
        HeldCopies copies = copies();
        MimeMessage unreadable = new MimeMessage(Edge.message("Subject: A word", "Text")) {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write("Subject: half".getBytes(UTF_8));
                throw new IOException("No space left on device");
            }
        };
        Mail mail = FakeMail.builder().name("Mail-1").mimeMessage(unreadable).build();

        assertThatThrownBy(() -> copies.store(mail, HELD, "transport")).isInstanceOf(MessagingException.class);
        assertThat(mail.getName()).isEqualTo("Mail-1");
        assertThat(copies.keys(HELD)).isEmpty();
        assertThat(files(base.resolve("var/mail/mesura-held"))).isEmpty();
    }

    @Test
    void longNamesShouldFitAFileName() throws Exception {
        HeldCopies copies = copies();
        HeldCopy copy = copies.store(mail("Mañana-" + "x".repeat(200)), HELD, "transport");

        assertThat(copies.retrieve(copy)).isInstanceOf(Retrieved.Found.class);
    }

    private static Mail found(HeldCopies copies, HeldCopy copy) throws Exception {
        return ((Retrieved.Found) copies.retrieve(copy)).mail();
    }

    private HeldCopies copies() {
        FileRepositories repositories = new FileRepositories(base, new Faults());
        return new HeldCopies(repositories, repositories.files(), facts);
    }

    private Path file(HeldCopy copy, String kind) {
        return files(base.resolve("var/mail/mesura-held")).stream()
                .filter(file -> file.toString().endsWith("File" + kind + "Store"))
                .filter(file -> file.toString().contains(hex(copy.key())))
                .findFirst()
                .orElseThrow();
    }

    private static String hex(String key) {
        return HexFormat.of().withUpperCase().formatHex(key.getBytes(UTF_8));
    }

    private List<Path> aside() {
        return files(base.resolve("var/mail/mesura-held-broken"));
    }

    private static List<Path> files(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith(HeldFolder.MARK)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Mail mail) throws Exception {
        return new String(mail.getMessage().getInputStream().readAllBytes(), UTF_8);
    }

    static Mail mail(String name) throws Exception {
        MailImpl mail = MailImpl.builder()
                .name(name)
                .sender("ana@localhost")
                .addRecipients("x@outside.example", "y@outside.example")
                .mimeMessage(Edge.message("Subject: A word", "Text"))
                .build();
        mail.addSpecificHeaderForRecipient(
                Header.builder().name("X-For").value("x").build(), Edge.address("x@outside.example"));
        mail.setDsnParameters(DsnParameters.builder()
                .envId(DsnParameters.EnvId.of("QQ"))
                .build()
                .orElseThrow());
        VerdictTest.verdict(VerdictTest.OVER, false).writeOn(mail);
        return mail;
    }
}
