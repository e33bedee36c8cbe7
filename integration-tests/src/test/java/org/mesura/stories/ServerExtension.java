/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.mesura.runner.Accounts;
import org.mesura.runner.Flavour;
import org.mesura.runner.RunningServer;
import org.mesura.runner.ServerSettings;
import org.mesura.runner.Sink;
import org.mesura.runner.client.ImapMailbox;
import org.mesura.runner.client.Jmap;
import org.mesura.runner.client.SmtpClient;

/**
 * Gives a story class a server and a world of its own, on free ports, in {@code target/stories/<class>}, which is removed
 * if all went well and kept, log included, if not.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final ServerExtension JAMES = ServerExtension.durable();
 * }</pre>
 *
 * <p>The server lasts for the class, or for the whole run if it is {@link #shared}: its tests use accounts of their own
 * where one could feel what another did. The sink is emptied before each test.
 */
final class ServerExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterTestExecutionCallback, AfterAllCallback {
    private final UnaryOperator<ServerSettings> changes;
    private final Optional<String> sharedName;
    private Sink sink;
    private RunningServer server;
    private boolean failed;

    private ServerExtension(UnaryOperator<ServerSettings> changes, Optional<String> sharedName) {
        this.changes = changes;
        this.sharedName = sharedName;
    }

    static ServerExtension durable() {
        return new ServerExtension(settings -> settings.flavour(Flavour.DURABLE).openDoor(), Optional.empty());
    }

    static ServerExtension memory() {
        return new ServerExtension(settings -> settings.flavour(Flavour.MEMORY).openDoor(), Optional.empty());
    }

    /** One that refuses over SMTP what it can, as {@code conf/} has it; the others take it and send it back. */
    static ServerExtension refusingAtTheDoor() {
        return new ServerExtension(settings -> settings.flavour(Flavour.MEMORY), Optional.empty());
    }

    /** The same with other settings, such as an edited configuration. */
    ServerExtension with(UnaryOperator<ServerSettings> more) {
        return new ServerExtension(settings -> more.apply(changes.apply(settings)), sharedName);
    }

    /** The same for all classes that register this one extension: started once, ended with the run. */
    ServerExtension shared(String name) {
        return new ServerExtension(changes, Optional.of(name));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (server != null) {
            return;
        }
        sharedName.ifPresent(
                name -> context.getRoot().getStore(Namespace.GLOBAL).put(name, (CloseableResource) this::end));
        Path work = Path.of(
                System.getProperty("mesura.stories"),
                sharedName.orElse(context.getRequiredTestClass().getSimpleName()));
        sink = Sink.onAnyPort();
        server = changes.apply(
                        RunningServer.settings().work(work).fresh().freePorts().world(sink.port()))
                .start();
        System.out.println(sharedName.orElse(context.getDisplayName()) + ": server started in "
                + server.startTime().toMillis() + " ms, "
                + server.startProcessorTime().toMillis() + " ms of processor time");
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        sink.clear();
        sink.refuseNobody();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        failed = failed || context.getExecutionException().isPresent();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (sharedName.isEmpty()) {
            end();
        }
    }

    private void end() {
        sink.close();
        if (server == null) {
            return;
        }
        if (failed) {
            server.kill();
            server.close();
        } else {
            server.discard();
        }
    }

    RunningServer server() {
        return server;
    }

    Sink sink() {
        return sink;
    }

    Accounts accounts() {
        return server.accounts();
    }

    /** The address of one of the institution's accounts, {@code ana} to {@code ana@alcaldia.example}. */
    static String address(String name) {
        return name + "@" + Accounts.DOMAIN;
    }

    /** A connection on which the account has authenticated; the caller closes it. */
    SmtpClient smtp(String name) {
        return SmtpClient.login(server.ports().submission(), address(name), Accounts.PASSWORD);
    }

    /** The account's mail; the caller closes it. */
    ImapMailbox mailbox(String name) {
        return ImapMailbox.login(server.ports().imap(), address(name), Accounts.PASSWORD);
    }

    Jmap jmap(String name) {
        return new Jmap(server.ports().jmap(), address(name), Accounts.PASSWORD);
    }
}
