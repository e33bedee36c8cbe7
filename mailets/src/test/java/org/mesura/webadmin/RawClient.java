/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

import com.google.common.io.ByteStreams;

/** Sends what no decent client would, octet for octet. HTTP/1.0: the answer ends with the connection. */
final class RawClient {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final int port;

    RawClient(int port) {
        this.port = port;
    }

    /**
     * A request.
     *
     * @param method whatever it says
     * @param target path and query as they go over the wire
     * @param type of the body; nothing if it is not said
     */
    record Request(String method, String target, String type, byte[] body) {
        String path() {
            return target.split("\\?", 2)[0];
        }

        @Override
        public String toString() {
            String text = new String(body, ISO_8859_1);
            return method + " " + target + " (" + type + ") " + text.substring(0, Math.min(500, text.length()));
        }
    }

    /** An answer, as far as it matters. */
    record Answer(int status, String head, String body) {
        boolean isJson() {
            return head.contains("application/json");
        }
    }

    Answer ask(Request request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(octets(request));
            return answer(new String(ByteStreams.toByteArray(socket.getInputStream()), UTF_8));
        }
    }

    private static byte[] octets(Request request) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        String type = request.type().isEmpty() ? "" : "Content-Type: " + request.type() + "\r\n";
        String head = request.method() + " " + request.target() + " HTTP/1.0\r\nHost: localhost\r\n" + type
                + "Content-Length: " + request.body().length + END_OF_HEAD;
        octets.write(head.getBytes(UTF_8));
        octets.write(request.body());
        return octets.toByteArray();
    }

    private static Answer answer(String text) {
        int end = text.indexOf(END_OF_HEAD);
        if (!text.startsWith("HTTP/1.") || end < 0) {
            throw new AssertionError("no HTTP: " + text);
        }
        return new Answer(
                Integer.parseInt(text.substring(9, 12)),
                text.substring(0, end),
                text.substring(end + END_OF_HEAD.length()));
    }
}
