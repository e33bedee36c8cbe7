/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;

import org.mesura.notice.NoticeHistory;

import com.google.common.collect.ImmutableList;

/**
 * How a store writes what an account was written. An instant is 8 bytes of seconds and 4 of nanoseconds; a history is
 * how many notices there are, and of each the instant and the topic.
 */
public final class NoticeForm {
    /** Far more notices than any rule lets an account get. */
    private static final int MOST = 100_000;

    private NoticeForm() {}

    public static byte[] of(NoticeHistory history) {
        return octets(out -> {
            out.writeInt(history.written().size());
            for (NoticeHistory.Written notice : history.written()) {
                write(out, notice.at());
                out.writeUTF(notice.topic());
            }
        });
    }

    public static byte[] of(Instant instant) {
        return octets(out -> write(out, instant));
    }

    /** @throws IllegalArgumentException if {@code octets} are no history */
    public static NoticeHistory history(byte[] octets) {
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
    public static Instant instant(byte[] octets) {
        return read(octets, NoticeForm::readInstant);
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
