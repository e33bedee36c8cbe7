/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryPath;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.mailrepository.file.FileMailRepository;
import org.apache.james.mailrepository.memory.MemoryMailRepository;

/** James's repositories: in files, below a folder, or in memory. */
final class FileRepositories implements MailRepositoryStore {
    final Path base;
    final Faults faults;
    private final Map<MailRepositoryUrl, MailRepository> opened = new HashMap<>();

    FileRepositories(Path base, Faults faults) {
        this.base = base;
        this.faults = faults;
    }

    FileSystem files() {
        return new Folder(base);
    }

    @Override
    public synchronized MailRepository select(MailRepositoryUrl url) {
        return opened.computeIfAbsent(url, this::open);
    }

    private MailRepository open(MailRepositoryUrl url) {
        if (url.getProtocol().equals(new Protocol("memory"))) {
            return new MemoryMailRepository();
        }
        try {
            FileMailRepository repository = new FileMailRepository();
            repository.setFileSystem(files());
            BaseHierarchicalConfiguration configuration = new BaseHierarchicalConfiguration();
            configuration.addProperty("[@destinationURL]", url.asString());
            repository.configure(configuration);
            repository.init();
            return faults.in(MailRepository.class, repository);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<Protocol> defaultProtocol() {
        return Optional.empty();
    }

    @Override
    public Optional<MailRepository> get(MailRepositoryUrl url) {
        return Optional.of(select(url));
    }

    @Override
    public Stream<MailRepository> getByPath(MailRepositoryPath path) {
        return opened.values().stream();
    }

    @Override
    public Stream<MailRepositoryUrl> getUrls() {
        return opened.keySet().stream();
    }

    private record Folder(Path base) implements FileSystem {
        @Override
        public File getBasedir() {
            return base.toFile();
        }

        @Override
        public InputStream getResource(String url) {
            throw new UnsupportedOperationException(url);
        }

        @Override
        public File getFile(String url) {
            return base.resolve(url.substring(FILE_PROTOCOL.length())).toFile();
        }
    }
}
