/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.dropwizard.DropWizardGaugeRegistry;
import org.apache.james.metrics.dropwizard.DropWizardMetricFactory;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.user.api.UsersRepository;
import org.apache.mailet.MailetContext;
import org.mesura.config.Settings;
import org.mesura.mailet.Releases;
import org.mesura.policy.PolicyBook;
import org.mesura.review.AccountBook;
import org.mesura.webadmin.MesuraRoutes;
import org.mesura.wiring.MesuraModule;

import com.codahale.metrics.MetricRegistry;
import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.TypeLiteral;

import spark.Service;

/** The administration API over an account book in memory, put together as in James; of James there is what it asks for. */
final class Desk implements AutoCloseable {
    private static final String SETTINGS = "<mesura><store kind='memory'/></mesura>";

    private final Service server = Service.ignite().ipAddress("127.0.0.1").port(0);
    private final HttpClient client = HttpClient.newHttpClient();
    private final AccountBook book;
    private final PolicyBook policies;

    Desk(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/mesura.xml"), SETTINGS);
        Injector injector = Guice.createInjector(new James(folder)).createChildInjector(new MesuraModule());
        // nothing is held, and there is no repository to look through
        injector.getInstance(Releases.class).stop();
        book = injector.getInstance(AccountBook.class);
        policies = injector.getInstance(Settings.class).policies();
        injector.getInstance(MesuraRoutes.class).define(server);
        server.awaitInitialization();
    }

    AccountBook book() {
        return book;
    }

    PolicyBook policies() {
        return policies;
    }

    /** The nanoseconds until the whole answer was there. */
    long nanosOf(String path) {
        long begin = System.nanoTime();
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/mesura" + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " answers " + answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException(path + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return System.nanoTime() - begin;
    }

    @Override
    public void close() {
        server.stop();
        server.awaitStop();
    }

    private static final class James extends AbstractModule {
        private final Path folder;

        private James(Path folder) {
            this.folder = folder;
        }

        @Override
        protected void configure() {
            MetricRegistry metrics = new MetricRegistry();
            bind(FileSystem.class).toInstance(new Folder(folder));
            bind(MetricFactory.class).toInstance(new DropWizardMetricFactory(metrics));
            bind(GaugeRegistry.class).toInstance(new DropWizardGaugeRegistry(metrics));
            bind(UsersRepository.class).toInstance(absent(UsersRepository.class));
            bind(MailRepositoryStore.class).toInstance(absent(MailRepositoryStore.class));
            bind(MailetContext.class).toInstance(absent(MailetContext.class));
            bind(new TypeLiteral<MailQueueFactory<?>>() {}).toInstance(absent(MailQueueFactory.class));
            bind(DNSService.class).toInstance(absent(DNSService.class));
        }
    }

    /** What nobody asks for anything here. */
    private static <T> T absent(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, asked) -> {
            if (method.getName().equals("hashCode")) {
                return System.identityHashCode(self);
            }
            throw new UnsupportedOperationException(type.getSimpleName() + "." + method.getName());
        }));
    }

    private record Folder(Path folder) implements FileSystem {
        @Override
        public File getBasedir() {
            return folder.toFile();
        }

        @Override
        public InputStream getResource(String url) {
            throw new UnsupportedOperationException(url);
        }

        @Override
        public File getFile(String url) {
            return folder.resolve(url.substring(FILE_PROTOCOL.length())).toFile();
        }
    }
}
