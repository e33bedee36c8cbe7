/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;

/** The Derby database of the durable server, in a folder of its own and for one process at a time. */
final class Database implements AutoCloseable {
    private final String url;
    private final EntityManagerFactory entityManagers;

    private Database(String url, EntityManagerFactory entityManagers) {
        this.url = url;
        this.entityManagers = entityManagers;
    }

    /** Opens the database in {@code folder}, made on first use. */
    static Database in(Path folder) throws IOException, SQLException {
        Files.createDirectories(folder.getParent());
        System.setProperty(
                "derby.stream.error.file", folder.resolveSibling("derby.log").toString());
        String url = "jdbc:derby:" + folder;
        EntityManagerFactory entityManagers = Persistence.createEntityManagerFactory(
                "Global",
                Map.of(
                        "openjpa.ConnectionDriverName",
                        "org.apache.derby.jdbc.EmbeddedDriver",
                        "openjpa.ConnectionURL",
                        url + ";create=true"));
        // The first one makes the tables.
        entityManagers.createEntityManager().close();
        Database database = new Database(url, entityManagers);
        database.widen();
        return database;
    }

    EntityManagerFactory entityManagers() {
        return entityManagers;
    }

    /**
     * Gives addresses the room that mail allows. James's own mapping has 100 characters for an address or a domain and the
     * same 100 for all targets of a mapping together, which a group of five members outgrows.
     */
    private void widen() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE JAMES_DOMAIN ALTER COLUMN DOMAIN_NAME SET DATA TYPE VARCHAR(255)");
            statement.execute("ALTER TABLE JAMES_USER ALTER COLUMN USER_NAME SET DATA TYPE VARCHAR(320)");
            statement.execute("ALTER TABLE JAMES_RECIPIENT_REWRITE ALTER COLUMN USER_NAME SET DATA TYPE VARCHAR(320)");
            statement.execute(
                    "ALTER TABLE JAMES_RECIPIENT_REWRITE ALTER COLUMN TARGET_ADDRESS SET DATA TYPE VARCHAR(32672)");
        }
    }

    /** OpenJPA shuts Derby down with its last connection. */
    @Override
    public void close() {
        entityManagers.close();
    }
}
