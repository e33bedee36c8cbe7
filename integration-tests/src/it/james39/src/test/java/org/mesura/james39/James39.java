/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.james39;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.mailrepository.memory.MailRepositoryStoreConfiguration;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.james.mailrepository.memory.MemoryMailRepositoryStore;
import org.apache.james.mailrepository.memory.MemoryMailRepositoryUrlStore;
import org.apache.james.mailrepository.memory.SimpleMailRepositoryLoader;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.api.NoopGaugeRegistry;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.apache.james.utils.ClassName;
import org.apache.james.utils.ExtendedClassLoader;
import org.apache.james.utils.ExtensionConfiguration;
import org.apache.james.utils.GuiceGenericLoader;
import org.apache.james.utils.GuiceLoader;
import org.apache.james.utils.MailetConfigurationOverride;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.test.FakeMailContext;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;

import jakarta.annotation.PreDestroy;
import jakarta.mail.internet.AddressException;

/**
 * What of James 3.9 there is in Maven Central, put together as James does: its loader of extensions, with Mesura's jar in
 * {@code extensions-jars}, in a folder that outlives it and has {@code conf/} as shipped.
 */
final class James39 implements AutoCloseable {
    static final String ANA = "ana@alcaldia.example";

    /** What has something to stop; James's own server calls them through a library that is not in Maven Central. */
    private static final List<String> TO_STOP =
            List.of("wiring.Reload", "wiring.Watch", "mailet.Releases", "wiring.State");

    final Injector injector;
    final FakeMailContext context = FakeMailContext.builder()
            .postmaster(address("postmaster@alcaldia.example"))
            .build();
    /** The processors in which mail came through the pipeline. */
    final List<String> arrived = new ArrayList<>();

    private final GuiceLoader loader;
    private final Path folder;

    /** A server in {@code folder} with the jar that this process is to test. */
    James39(Path folder) {
        this.folder = folder;
        this.injector = Guice.createInjector(new Server());
        this.loader = injector.getInstance(GuiceLoader.class);
    }

    /** Puts {@code conf/} where James looks for it. */
    static void configure(Path folder) throws IOException {
        Path shipped = Path.of(System.getProperty("mesura.conf"));
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy =
                        folder.resolve("conf").resolve(shipped.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    <T> T instantiate(String ours) throws ClassNotFoundException {
        return loader.instantiate(new ClassName("org.mesura." + ours));
    }

    long held() throws Exception {
        return injector.getInstance(MailRepositoryStore.class)
                .select(MailRepositoryUrl.from("memory://var/mail/mesura-held"))
                .size();
    }

    /** As a server's stop does. */
    @Override
    public void close() throws ReflectiveOperationException {
        for (String name : TO_STOP) {
            stop(instantiate(name));
        }
    }

    private static void stop(Object singleton) throws ReflectiveOperationException {
        List<Method> stops = Stream.of(singleton.getClass().getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(PreDestroy.class))
                .toList();
        if (stops.isEmpty()) {
            throw new AssertionError(singleton.getClass() + " has nothing that James 3.9 would call at its end");
        }
        for (Method stop : stops) {
            stop.setAccessible(true);
            stop.invoke(singleton);
        }
    }

    private final class Server extends AbstractModule {
        @Override
        protected void configure() {
            FileSystem files = new FileSystemImpl(Configuration.builder()
                    .workingDirectory(folder.toFile())
                    .build()
                    .directories());
            UsersRepository users = users();
            MailRepositoryStore repositories = repositories();
            bind(FileSystem.class).toInstance(files);
            bind(ExtendedClassLoader.class).toInstance(Extension.LOADER);
            bind(ExtensionConfiguration.class)
                    .toInstance(new ExtensionConfiguration(
                            List.of(new ClassName("org.mesura.wiring.MesuraModule")), List.of()));
            bind(GuiceLoader.class).to(GuiceGenericLoader.class).asEagerSingleton();
            Multibinder.newSetBinder(binder(), MailetConfigurationOverride.class);
            bind(MailetContext.class).toInstance(context);
            bind(MetricFactory.class).toInstance(new RecordingMetricFactory());
            bind(GaugeRegistry.class).toInstance(new NoopGaugeRegistry());
            bind(MailRepositoryStore.class).toInstance(repositories);
            // by a provider: Guice would fill in an instance
            bind(UsersRepository.class).toProvider(() -> users);
            bind(DNSService.class).toInstance(absent(DNSService.class));
            bind(new TypeLiteral<MailQueueFactory<?>>() {}).toInstance(absent(MailQueueFactory.class));
            bind(new TypeLiteral<List<String>>() {}).toInstance(arrived);
        }
    }

    private static MailAddress address(String text) {
        try {
            return new MailAddress(text);
        } catch (AddressException e) {
            throw new AssertionError(e);
        }
    }

    private static UsersRepository users() {
        try {
            MemoryDomainList domains = new MemoryDomainList(null);
            domains.configure(DomainListConfiguration.builder()
                    .autoDetect(false)
                    .autoDetectIp(false)
                    .defaultDomain(Domain.of("alcaldia.example"))
                    .build());
            MemoryUsersRepository users = MemoryUsersRepository.withVirtualHosting(domains);
            users.addUser(Username.of(ANA), "secreto");
            return users;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static MailRepositoryStore repositories() {
        try {
            Protocol memory = new Protocol("memory");
            MemoryMailRepositoryStore store = new MemoryMailRepositoryStore(
                    new MemoryMailRepositoryUrlStore(),
                    new SimpleMailRepositoryLoader(),
                    new MailRepositoryStoreConfiguration(
                            List.of(new MailRepositoryStoreConfiguration.Item(
                                    List.of(memory),
                                    MemoryMailRepository.class.getName(),
                                    new BaseHierarchicalConfiguration())),
                            Optional.of(memory)));
            store.init();
            return store;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** What no story here comes to. */
    private static <T> T absent(Class<T> type) {
        Set<String> ofEveryObject = Set.of("toString", "hashCode", "equals");
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    if (ofEveryObject.contains(method.getName())) {
                        return method.invoke(type, values);
                    }
                    throw new UnsupportedOperationException(method.toString());
                }));
    }
}
