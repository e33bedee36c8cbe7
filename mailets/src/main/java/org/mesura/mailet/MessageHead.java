/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;

/** The first {@value #OCTETS} octets of a message: enough to know its text, and all of it that is ever held in memory. */
final class MessageHead {
    static final int OCTETS = 1024 * 1024;

    private MessageHead() {}

    static InputStream of(MimeMessage message) throws MessagingException, IOException {
        Head head = new Head();
        message.writeTo(head);
        return new ByteArrayInputStream(head.kept.toByteArray());
    }

    private static final class Head extends OutputStream {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream(16 * 1024);

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
}
