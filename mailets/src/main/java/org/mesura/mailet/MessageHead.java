/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;

/**
 * The first {@value #OCTETS} octets of a message: as many as {@link org.mesura.bulk.Fingerprinter} reads, and all of it
 * that is ever held in memory.
 */
final class MessageHead {
    static final int OCTETS = 2 * 1024 * 1024;

    private static final int LEAST = 1_024;

    private MessageHead() {}

    /** @param size how long the message is, as far as is known: so much room is made for it at once */
    static InputStream of(MimeMessage message, long size) throws MessagingException, IOException {
        Head head = new Head((int) Math.max(LEAST, Math.min(size, OCTETS)));
        message.writeTo(head);
        return head.kept.read();
    }

    private static final class Head extends OutputStream {
        private final Kept kept;

        private Head(int room) {
            kept = new Kept(room);
        }

        @Override
        public void write(int octet) {
            if (kept.size() < OCTETS) {
                kept.write(octet);
            }
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            kept.write(octets, offset, Math.min(length, OCTETS - kept.size()));
        }
    }

    /** Octets that are read where they were written, without a copy. */
    private static final class Kept extends ByteArrayOutputStream {
        private Kept(int room) {
            super(room);
        }

        private InputStream read() {
            return new ByteArrayInputStream(buf, 0, count);
        }
    }
}
