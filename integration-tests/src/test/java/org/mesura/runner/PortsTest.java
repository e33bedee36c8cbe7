/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ports that checks rely on are those that {@code conf/} names. */
class PortsTest {
    private static final Path CONFIGURATION = Path.of("..", "conf");
    private static final Ports FIXED = new Ports(2587, 2525, 2143, 2080, 8000);

    @Test
    void configurationShouldNameTheFixedPorts() throws IOException {
        assertThat(Ports.in(CONFIGURATION)).isEqualTo(FIXED);
    }

    @Test
    void freePortsShouldReplaceThoseOfACopy(@TempDir Path copy) throws IOException {
        for (String file : List.of("smtpserver.xml", "imapserver.xml", "jmap.properties", "webadmin.properties")) {
            Files.copy(CONFIGURATION.resolve(file), copy.resolve(file));
        }
        Ports free = Ports.free();

        free.writeTo(copy, FIXED);

        assertThat(Ports.in(copy)).isEqualTo(free);
    }
}
