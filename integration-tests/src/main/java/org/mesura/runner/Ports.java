/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Where a server listens on 127.0.0.1.
 *
 * @param submission SMTP with authentication, for the accounts' own mail
 * @param smtp SMTP without authentication, for mail from outside
 */
public record Ports(int submission, int smtp, int imap, int jmap, int webAdmin) {
    private static final Pattern SERVER = Pattern.compile("<smtpserver\\b.*?</smtpserver>", Pattern.DOTALL);
    private static final String NO_AUTH = "<announce>never</announce>";
    private static final Pattern BIND = Pattern.compile("(<bind>[^<]*:)(\\d+)(</bind>)");
    private static final Pattern JMAP = Pattern.compile("(?m)^(jmap\\.port\\s*=\\s*)(\\d+)()");
    private static final Pattern WEB_ADMIN = Pattern.compile("(?m)^(port\\s*=\\s*)(\\d+)()");

    /** Below the range from which the system takes ports for outgoing connections, so that none is taken meanwhile. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;

    /** The ports that the configuration in {@code folder} names; the submission server is the one that announces AUTH. */
    static Ports in(Path folder) throws IOException {
        String smtp = withoutComments(Files.readString(folder.resolve("smtpserver.xml")));
        return new Ports(
                port(BIND, smtpServer(smtp, server -> !server.contains(NO_AUTH)), "smtpserver.xml"),
                port(BIND, smtpServer(smtp, server -> server.contains(NO_AUTH)), "smtpserver.xml"),
                port(BIND, withoutComments(Files.readString(folder.resolve("imapserver.xml"))), "imapserver.xml"),
                port(JMAP, Files.readString(folder.resolve("jmap.properties")), "jmap.properties"),
                port(WEB_ADMIN, Files.readString(folder.resolve("webadmin.properties")), "webadmin.properties"));
    }

    private static String smtpServer(String servers, Predicate<String> wanted) {
        return SERVER.matcher(servers)
                .results()
                .map(MatchResult::group)
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "smtpserver.xml needs a server that announces AUTH and one that does not"));
    }

    /** Five ports on which nothing listens now. */
    static Ports free() {
        int[] ports = candidates().distinct().limit(5).toArray();
        return new Ports(ports[0], ports[1], ports[2], ports[3], ports[4]);
    }

    /** One port on which nothing listens now. */
    static int anyFree() {
        return candidates().findFirst().orElseThrow();
    }

    private static IntStream candidates() {
        return ThreadLocalRandom.current().ints(LOWEST, HIGHEST).filter(Ports::isFree);
    }

    /** Writes these ports into the configuration in {@code folder}, in place of those of {@code before}. */
    void writeTo(Path folder, Ports before) {
        replace(folder.resolve("smtpserver.xml"), BIND, before.submission, submission);
        replace(folder.resolve("smtpserver.xml"), BIND, before.smtp, smtp);
        replace(folder.resolve("imapserver.xml"), BIND, before.imap, imap);
        replace(folder.resolve("jmap.properties"), JMAP, before.jmap, jmap);
        replace(folder.resolve("webadmin.properties"), WEB_ADMIN, before.webAdmin, webAdmin);
    }

    private static void replace(Path file, Pattern place, int before, int after) {
        try {
            String text = Files.readString(file);
            String replaced = place.matcher(text)
                    .replaceAll(found -> Matcher.quoteReplacement(
                            Integer.parseInt(found.group(2)) == before
                                    ? found.group(1) + after + found.group(3)
                                    : found.group()));
            Files.writeString(file, replaced);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int port(Pattern place, String text, String file) {
        Matcher matcher = place.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no port found in " + file);
        }
        return Integer.parseInt(matcher.group(2));
    }

    private static String withoutComments(String xml) {
        return xml.replaceAll("(?s)<!--.*?-->", "");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
