/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Holds a file until a line comes in, then lets it go; says {@code held}, or {@code locked} if it cannot. */
final class HoldingProcess {
    private HoldingProcess() {}

    public static void main(String... arguments) throws IOException {
        try (StateFile file = new StateFile(Path.of(arguments[0]), new Alarms(), InstantSource.system(), () -> {})) {
            boolean held = file.open(Duration.ZERO) instanceof Opening.Opened;
            System.out.println(held ? "held" : "locked");
            if (held) {
                System.in.read();
            }
        }
    }
}
