/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.mesura.runner.ServerSettings;

/**
 * The server of all stories about how much an account may send: small limits ({@code volume/mesura.xml}), a {@code root}
 * that splits, keeps and sends round what certain recipients get, and a submission port that lets this host in.
 */
final class VolumeServer {
    static final ServerExtension JAMES =
            ServerExtension.durable().with(VolumeServer::configured).shared("volume");

    private VolumeServer() {}

    private static ServerSettings configured(ServerSettings settings) {
        String root = "<processor state=\"root\" enableJmx=\"false\">";
        String advice = "<mailet match=\"org.mesura.matcher.VerdictIs=advise\"";
        String unremarkable = "org.mesura.matcher.NothingToSay=80%";
        String submission = "<jmxName>smtpserver-submission</jmxName>";
        return settings.edit("mesura.xml", shipped -> text("mesura.xml"))
                .replace("mailetcontainer.xml", root, text("rounds.xml"))
                // here all mail passes all that stands in root
                .replace("mailetcontainer.xml", unremarkable, "SenderIs=nobody@nowhere.example")
                .replace("mailetcontainer.xml", advice, text("root.xml") + "            " + advice)
                .replace(
                        "smtpserver.xml",
                        submission,
                        submission + "<authorizedAddresses>127.0.0.1</authorizedAddresses>");
    }

    private static String text(String file) {
        try (InputStream text = VolumeServer.class.getResourceAsStream("/volume/" + file)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
