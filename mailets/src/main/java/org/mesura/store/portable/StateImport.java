/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.portable;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import org.mesura.review.AccountBook;
import org.mesura.review.Accounts;
import org.mesura.review.CapLedger;

/**
 * Takes in what {@link StateExport} wrote: joined to what is known, so that what both know counts once and doing it twice
 * changes nothing. All of it is read before anything of it is taken in, from a file on the disk, for it may be longer than
 * the memory is large; one broken line and nothing happens. An account's line is one atomic step.
 */
public final class StateImport {
    /** Longer than an account's line gets. */
    private static final int LONGEST_LINE = 1 << 25;

    private final AccountBook book;

    public StateImport(AccountBook book) {
        this.book = book;
    }

    /** How many were taken in. */
    public record Result(long accounts, long caps) {}

    /**
     * @throws IllegalArgumentException if a line cannot be read, with its number, or it is not whole; nothing was taken in
     * @throws IOException if {@code in} breaks off, or there is no room for a copy
     */
    public Result read(InputStream in, Instant now) throws IOException {
        Path copy = Files.createTempFile("mesura-state", ".ndjson");
        try {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            Result result = eachLine(copy, line -> tryOut(line, now));
            eachLine(copy, line -> take(line, now));
            return result;
        } finally {
            Files.delete(copy);
        }
    }

    /** Joins it to what is known, without keeping it: together both may be more than an account can have. */
    private void tryOut(Line line, Instant now) {
        if (line instanceof Line.OfAccount account) {
            book.find(account.sender())
                    .ifPresent(known -> Accounts.restore(account.state(), now).apply(known, CapLedger.UNUSED));
        }
    }

    private void take(Line line, Instant now) {
        if (line instanceof Line.OfAccount account) {
            book.change(account.sender(), Accounts.restore(account.state(), now), now);
        }
        if (line instanceof Line.OfCap cap) {
            book.restore(cap.cap(), cap.charged());
        }
    }

    private static Result eachLine(Path file, Consumer<Line> reader) throws IOException {
        Progress progress = new Progress();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (Optional<String> text = next(in, 1); text.isPresent(); text = next(in, progress.number + 1)) {
                progress.number++;
                try {
                    Line line = Line.read(text.get());
                    progress.see(line);
                    reader.accept(line);
                } catch (IllegalArgumentException | ArithmeticException e) {
                    throw new IllegalArgumentException("line " + progress.number + ": " + e.getMessage(), e);
                }
            }
        }
        return progress.result();
    }

    private static Optional<String> next(InputStream in, long number) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = in.read();
        if (octet < 0) {
            return Optional.empty();
        }
        for (; octet >= 0 && octet != '\n'; octet = in.read()) {
            if (line.size() == LONGEST_LINE) {
                throw new IllegalArgumentException("line " + number + ": longer than " + LONGEST_LINE + " bytes");
            }
            line.write(octet);
        }
        return Optional.of(line.toString(UTF_8));
    }

    /** What was read so far, and whether the next line may stand there. */
    private static final class Progress {
        private long number;
        private long accounts;
        private long caps;
        private Optional<Line.End> end = Optional.empty();

        private void see(Line line) {
            if ((number == 1) != (line instanceof Line.Head)) {
                throw new IllegalArgumentException("the first line, and no other, must say \"format\" and \"version\"");
            }
            if (end.isPresent()) {
                throw new IllegalArgumentException("nothing may follow the line with \"end\"");
            }
            accounts += line instanceof Line.OfAccount ? 1 : 0;
            caps += line instanceof Line.OfCap ? 1 : 0;
            end = line instanceof Line.End last ? Optional.of(last) : end;
        }

        private Result result() {
            Line.End whole = end.orElseThrow(() -> new IllegalArgumentException(
                    "line " + (number + 1) + ": the line with \"end\" is missing, so more may be"));
            if (whole.accounts() != accounts || whole.caps() != caps) {
                throw new IllegalArgumentException("line " + number + ": says " + whole.accounts() + " accounts and "
                        + whole.caps() + " caps, but there are " + accounts + " and " + caps);
            }
            return new Result(accounts, caps);
        }
    }
}
