/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.server;

import java.nio.file.Path;

import org.apache.james.ExtraProperties;
import org.apache.james.FakeSearchMailboxModule;
import org.apache.james.GuiceJamesServer;
import org.apache.james.MemoryJamesConfiguration;
import org.apache.james.MemoryJamesServerMain;
import org.apache.james.modules.RunArgumentsModule;

/**
 * James's memory application, made to survive {@code kill -9}: what it accepted is delivered after the next start.
 *
 * <p>Exchanged are the queue ({@link DurableQueue}: ActiveMQ on KahaDB), the users, domains, mappings and repository
 * addresses ({@link DurableDirectory}: JPA on Derby) and, by {@code mailrepositorystore.xml}, the mail repositories
 * (protocol {@code file}). The directory has to be durable because the queue is: a mail taken up again by a server that
 * does not know its users yet would bounce. Mailboxes stay in memory.
 *
 * <p>All of it lives below {@code var/} of the folder named by the system property {@code working.directory}; the
 * configuration is {@code conf/} beside it. A stop signal ends James in order; locks left behind by a kill belong to the
 * dead process and hold nobody up.
 */
public final class DurableJames {
    private static final Path DATABASE = Path.of("var", "store", "derby");

    private DurableJames() {}

    /** Starts the server and returns; James's own threads keep the process alive. */
    public static void main(String[] arguments) throws Exception {
        ExtraProperties.initialize();
        Path workingFolder = Path.of(System.getProperty("working.directory")).toAbsolutePath();
        JmapKeystore.createIfAbsent(workingFolder);

        MemoryJamesConfiguration configuration = MemoryJamesConfiguration.builder()
                .useWorkingDirectoryEnvProperty()
                .build();
        Database database = Database.in(workingFolder.resolve(DATABASE));
        GuiceJamesServer server = MemoryJamesServerMain.createServer(configuration)
                .combineWith(new FakeSearchMailboxModule())
                .overrideWith(new DurableQueue(), new DurableDirectory(database), new RunArgumentsModule(arguments));
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, database), "stop"));
    }

    /** The database last: James asks it until its last connection is closed. */
    private static void stop(GuiceJamesServer server, Database database) {
        server.stop();
        database.close();
    }
}
