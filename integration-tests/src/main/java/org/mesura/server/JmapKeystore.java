/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The key without which James 3.8 does not start its JMAP server, even one that speaks plain HTTP.
 *
 * <p>Made once per working folder with the JDK's own {@code keytool}, so that no key is ever shipped. It signs the access
 * tokens of the draft protocol, which {@code conf/} does not offer.
 */
public final class JmapKeystore {
    /** Where {@code conf/jmap.properties} expects it, seen from the working folder. */
    private static final Path PLACE = Path.of("var", "jmap.p12");
    /** As in {@code conf/jmap.properties}; the file's mode protects the key, not this word. */
    private static final String SECRET = "mesura";

    private static final long SECONDS = 60;

    private JmapKeystore() {}

    /** Makes the key below {@code workingFolder} unless it is there. */
    public static void createIfAbsent(Path workingFolder) throws IOException, InterruptedException {
        Path place = workingFolder.resolve(PLACE);
        if (Files.exists(place)) {
            return;
        }
        Files.createDirectories(place.getParent());
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "james",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "36500",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        SECRET,
                        "-keystore",
                        place.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("keytool made no key at " + place);
        }
    }
}
