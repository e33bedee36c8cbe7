/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** The network between a server and Redis, which can be made slow, and be cut. */
final class Wires implements AutoCloseable {
    private final ServerSocket listening;
    private final int to;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean cut;

    private Wires(ServerSocket listening, int to) {
        this.listening = listening;
        this.to = to;
    }

    /** Between a free port of this machine and {@code port}. */
    static Wires to(int port) {
        try {
            Wires wires = new Wires(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
            started(wires::accept);
            return wires;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "redis://127.0.0.1:" + listening.getLocalPort();
    }

    /** How much longer there and back takes. */
    void delay(Duration longer) {
        delay = longer;
    }

    /** Ends all connections and lets none come about. */
    void cut() {
        cut = true;
        open.forEach(Wires::close);
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        open.forEach(Wires::close);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                connect(listening.accept());
            } catch (IOException nobodyThere) {
                // whoever asked finds its connection closed
            }
        }
    }

    private void connect(Socket near) throws IOException {
        open.add(near);
        if (cut) {
            near.close();
            return;
        }
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
            open.add(far);
            started(() -> carry(near, far));
            started(() -> carry(far, near));
        } catch (IOException nobodyThere) {
            near.close();
        }
    }

    private record Piece(byte[] octets, long due) {}

    /** In order, each piece half of the delay after it came. */
    private void carry(Socket from, Socket into) {
        BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
        started(() -> deliver(pieces, into));
        byte[] read = new byte[1 << 16];
        try (from) {
            InputStream in = from.getInputStream();
            for (int length = in.read(read); length > 0; length = in.read(read)) {
                pieces.add(new Piece(Arrays.copyOf(read, length), System.nanoTime() + delay.toNanos() / 2));
            }
        } catch (IOException ended) {
            // the other direction ends, too
        }
        pieces.add(new Piece(new byte[0], System.nanoTime()));
    }

    /** Until an empty piece comes: only one thread carries, so none overtakes another. */
    private static void deliver(BlockingQueue<Piece> pieces, Socket into) {
        try (into) {
            for (Piece piece = pieces.take(); piece.octets().length > 0; piece = pieces.take()) {
                while (System.nanoTime() - piece.due() < 0) {
                    LockSupport.parkNanos(piece.due() - System.nanoTime());
                }
                into.getOutputStream().write(piece.octets());
            }
        } catch (IOException ended) {
            // whoever sent it finds its connection closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // as wanted
        }
    }

    private static void started(Runnable work) {
        daemon(work).start();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "wires");
        thread.setDaemon(true);
        return thread;
    }
}
