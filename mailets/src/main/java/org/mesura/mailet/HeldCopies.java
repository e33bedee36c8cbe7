/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import javax.inject.Inject;
import javax.inject.Singleton;
import javax.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryStore.MailRepositoryStoreException;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.mailet.Mail;
import org.mesura.hold.HeldCopy;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HoldingArea;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;

/**
 * The mails that are kept back, in mail repositories of James: whole, with attributes, headers of single recipients and
 * DSN parameters. Each lies under a key of its own that no mail had before, so that what is removed is never another.
 *
 * <p>A repository in files is treated with care, see {@link FileEntry} and {@link HeldFolder}: what cannot be read, however
 * often it is tried, stays on the disk, in a folder beside the repository's. Before James opens such a repository, files that would keep it from opening, and halves
 * of entries, which it would delete, go there too.
 */
@Singleton
final class HeldCopies {
    private static final Protocol FILE = new Protocol("file");
    private static final String FOLDER = "://var/mail/mesura-held/";
    // a file's name is twice as long and ends on 28 characters; most file systems take 255
    private static final int LONGEST_NAME = 70;
    /** So often an entry is read before it counts as broken: a disk may fail for a moment. */
    private static final int READS = 3;

    private final MailRepositoryStore repositories;
    private final FileSystem files;
    private final HoldingArea area;
    /** How often in a row James could not read an entry of its files. */
    private final Map<HeldCopy, Integer> unread = new ConcurrentHashMap<>();
    /** The repositories that were opened, each with the processor in which its mails go on. */
    private final Map<String, String> opened = new ConcurrentHashMap<>();

    @Inject
    HeldCopies(MailRepositoryStore repositories, FileSystem files, HoldingArea area) {
        this.area = area;
        this.repositories = repositories;
        this.files = files;
    }

    /** Where held mail lies unless the operator says otherwise: in the protocol that James takes by default. */
    String defaultRepository() {
        return repositories.defaultProtocol().orElse(FILE).getValue() + FOLDER;
    }

    /** Opens {@code repository}, whose mails go on in {@code processor}. */
    void open(String repository, String processor) throws MailRepositoryStoreException, IOException {
        select(repository);
        opened.put(repository, processor);
    }

    /** The repositories that were opened, each with the processor in which its mails go on. */
    ImmutableMap<String, String> repositories() {
        return ImmutableMap.copyOf(opened);
    }

    /** The keys of all that lies in {@code repository}; none of it is read. */
    ImmutableSet<String> keys(String repository) throws MessagingException, MailRepositoryStoreException, IOException {
        ImmutableSet.Builder<String> keys = ImmutableSet.builder();
        select(repository).list().forEachRemaining(key -> keys.add(key.asString()));
        return keys.build();
    }

    /**
     * Stores a copy of {@code mail}; what is left of one that could not be stored is removed.
     *
     * @param processor where it goes on later
     */
    HeldCopy store(Mail mail, String repository, String processor)
            throws MessagingException, MailRepositoryStoreException, IOException {
        MailRepository selected = select(repository);
        Optional<HeldFolder> folder = folder(repository);
        if (folder.isPresent() && !folder.get().isMarked()) {
            mark(folder.get(), repository);
        }
        String name = mail.getName();
        String key = uniqueName(name);
        HeldCopy copy = new HeldCopy(repository, key, processor);
        // a repository takes the mail's name for its key
        mail.setName(key);
        try {
            selected.store(mail);
            return copy;
        } catch (MessagingException | RuntimeException | Error fault) {
            removeRest(copy, fault);
            throw fault;
        } finally {
            mail.setName(name);
        }
    }

    Retrieved retrieve(HeldCopy copy) throws MessagingException, MailRepositoryStoreException, IOException {
        MailRepository selected = select(copy.repository());
        Optional<FileEntry> entry = entry(copy);
        if (entry.isEmpty()) {
            return read(selected, copy).<Retrieved>map(Retrieved.Found::new).orElseGet(Retrieved.Gone::new);
        }
        FileEntry files = entry.get();
        if (!files.exists()) {
            new HeldFolder(files.folder()).check();
        }
        // a crash, or a fault of James's, may have left it the second names alone
        files.putBack();
        if (!files.exists()) {
            unread.remove(copy);
            return new Retrieved.Gone();
        }
        boolean whole = files.isWhole();
        files.keep();
        Optional<Mail> read = whole ? read(selected, copy) : Optional.empty();
        if (read.isPresent()) {
            files.letGo();
            unread.remove(copy);
            return new Retrieved.Found(read.get());
        }
        if (whole && unread.merge(copy, 1, Integer::sum) < READS) {
            files.putBack();
            return new Retrieved.Unreadable();
        }
        files.setAside();
        unread.remove(copy);
        return new Retrieved.Broken(Optional.of(FileEntry.aside(files.folder())));
    }

    /** Moves {@code copy}, which was read as {@code mail} and is of no use, out of its repository. Answers where it lies. */
    String setAside(HeldCopy copy, Mail mail) throws MessagingException, MailRepositoryStoreException, IOException {
        Optional<FileEntry> entry = entry(copy);
        if (entry.isPresent()) {
            entry.get().setAside();
            return FileEntry.aside(entry.get().folder()).toString();
        }
        String aside = CharMatcher.is('/').trimTrailingFrom(copy.repository()) + "-broken/";
        repositories.select(MailRepositoryUrl.from(aside)).store(mail);
        return aside;
    }

    void remove(HeldCopy copy) throws MessagingException, MailRepositoryStoreException, IOException {
        select(copy.repository()).remove(new MailKey(copy.key()));
    }

    private static Optional<Mail> read(MailRepository repository, HeldCopy copy) throws MessagingException {
        return Optional.ofNullable(repository.retrieve(new MailKey(copy.key())));
    }

    private void removeRest(HeldCopy copy, Throwable fault) {
        try {
            remove(copy);
        } catch (Exception again) {
            fault.addSuppressed(again);
        }
    }

    private static String uniqueName(String name) {
        String ascii = CharMatcher.inRange('!', '~').negate().replaceFrom(name, '_');
        String start = ascii.substring(0, Math.min(ascii.length(), LONGEST_NAME));
        return start + "-" + UUID.randomUUID().toString().substring(0, 18).replace("-", "");
    }

    private MailRepository select(String repository) throws MailRepositoryStoreException, IOException {
        if (!opened.containsKey(repository)) {
            openFirst(repository);
        }
        return repositories.select(MailRepositoryUrl.from(repository));
    }

    /** One at a time: half an entry that another thread is writing must not be taken for a stranger. */
    private synchronized void openFirst(String repository) throws MailRepositoryStoreException, IOException {
        if (opened.containsKey(repository)) {
            return;
        }
        Optional<HeldFolder> folder = folder(repository);
        if (folder.isPresent()) {
            mark(folder.get(), repository);
            FileEntry.setAsideStrangers(folder.get().path());
        }
        repositories.select(MailRepositoryUrl.from(repository));
        opened.put(repository, Mail.TRANSPORT);
    }

    private void mark(HeldFolder folder, String repository) throws IOException {
        if (folder.isMarked()) {
            return;
        }
        folder.mark(area.senders().stream()
                .flatMap(sender -> area.of(sender).stream())
                .map(HeldMail::copy)
                .filter(copy -> copy.repository().equals(repository))
                .map(HeldCopy::key)
                .toList());
    }

    private Optional<FileEntry> entry(HeldCopy copy) throws IOException {
        return folder(copy.repository()).map(folder -> new FileEntry(folder.path(), copy.key()));
    }

    private Optional<HeldFolder> folder(String repository) throws IOException {
        return MailRepositoryUrl.from(repository).getProtocol().equals(FILE)
                ? Optional.of(
                        new HeldFolder(files.getFileWithinBaseDir(repository).toPath()))
                : Optional.empty();
    }
}
