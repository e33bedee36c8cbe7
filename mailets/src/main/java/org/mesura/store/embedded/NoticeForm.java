/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;

import org.mesura.notice.NoticeHistory;
import org.mesura.store.memory.Sent;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;

/**
 * How the notice log stands in the file. An instant is 8 bytes of seconds and 4 of nanoseconds; a history is how many
 * notices there are, and of each the instant and the topic; the key of what was sent is {@code 3:dsnMail-1}: the length
 * of the thing's name, the name, the id.
 */
final class NoticeForm {
    /** Far more notices than any rule lets an account get. */
    private static final int MOST = 100_000;

    private NoticeForm() {}

    static byte[] of(NoticeHistory history) {
        return octets(out -> {
            out.writeInt(history.written().size());
            for (NoticeHistory.Written notice : history.written()) {
                write(out, notice.at());
                out.writeUTF(notice.topic());
            }
        });
    }

    static byte[] of(Instant instant) {
        return octets(out -> write(out, instant));
    }

    static String of(Sent sent) {
        return sent.what().length() + ":" + sent.what() + sent.id().value();
    }

    /** @throws IllegalArgumentException if {@code octets} are no history */
    static NoticeHistory history(byte[] octets) {
        return read(octets, in -> {
            int notices = in.readInt();
            if (notices < 0 || notices > MOST) {
                throw new IllegalArgumentException("a history of " + notices + " notices");
            }
            ImmutableList.Builder<NoticeHistory.Written> written = ImmutableList.builder();
            for (int i = 0; i < notices; i++) {
                written.add(new NoticeHistory.Written(readInstant(in), in.readUTF()));
            }
            return new NoticeHistory(written.build());
        });
    }

    /** @throws IllegalArgumentException if {@code octets} are no instant */
    static Instant instant(byte[] octets) {
        return read(octets, NoticeForm::readInstant);
    }

    /** @throws IllegalArgumentException if {@code key} is none */
    static Sent sent(String key) {
        int colon = key.indexOf(':');
        try {
            int end = colon + 1 + Integer.parseInt(key.substring(0, colon));
            return new Sent(new SubmissionId(key.substring(end)), key.substring(colon + 1, end));
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("no key of what was sent", e);
        }
    }

    private static void write(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private static Instant readInstant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static byte[] octets(Writing writing) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(octets)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory failed", e);
        }
        return octets.toByteArray();
    }

    private static <T> T read(byte[] octets, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets))) {
            return reading.from(in);
        } catch (IOException | DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("not in the form of the notice log", e);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }
}
