/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.portable;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

import org.mesura.policy.Cap;
import org.mesura.review.AccountBook;

/**
 * Writes all that a book knows, one JSON object a line, account by account, whatever their number:
 *
 * <pre>{@code
 * {"format":"mesura-state","version":1,"at":"2026-11-24T10:00:00Z"}
 * {"cap":{"quantity":20000,"windowMillis":86400000},"sliceMillis":432000,"slices":[{"number":4157100,"externalRecipients":12}]}
 * {"account":"ana@alcaldia.example","charged":{"sends":[{"id":"00c1…","at":"…","messages":1,"recipients":3,…}]}}
 * {"end":true,"accounts":1,"caps":1}
 * }</pre>
 *
 * Each account is as it was at one instant, not all of them at the same; so it is for caps. What breaks off has no last line.
 */
public final class StateExport {
    private final AccountBook book;

    public StateExport(AccountBook book) {
        this.book = book;
    }

    /**
     * Writes the accounts and {@code caps}.
     *
     * @throws IOException if {@code out} cannot be written or the store not be asked
     */
    public void write(OutputStream out, List<Cap> caps, Instant now) throws IOException {
        BufferedOutputStream lines = new BufferedOutputStream(out);
        write(lines, new Line.Head(now));
        for (Cap cap : caps) {
            write(lines, new Line.OfCap(cap, book.charged(cap)));
        }
        long[] accounts = new long[1];
        try {
            book.walk((sender, state) -> {
                Line.OfAccount line = new Line.OfAccount(sender, state);
                if (line.isNothing()) {
                    return;
                }
                try {
                    write(lines, line);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                accounts[0]++;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        write(lines, new Line.End(accounts[0], caps.size()));
        lines.flush();
    }

    private static void write(OutputStream out, Line line) throws IOException {
        out.write(line.node().toString().getBytes(UTF_8));
        out.write('\n');
    }
}
