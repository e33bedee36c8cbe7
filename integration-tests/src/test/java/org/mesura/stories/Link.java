/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port that leads to another, which need not be known yet: so that each of two servers can be told of the other. */
final class Link implements AutoCloseable {
    private final ServerSocket entrance;
    private volatile int exit;

    Link() {
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    void leadTo(int port) {
        exit = port;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket in = entrance.accept();
                start(() -> join(in));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket in) {
        try (in;
                Socket out = new Socket(InetAddress.getLoopbackAddress(), exit)) {
            start(() -> copy(out, in));
            copy(in, out);
        } catch (IOException gone) {
            // either side hung up, which the other then sees
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream octets = from.getInputStream();
            octets.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException gone) {
            // as above
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "link");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
