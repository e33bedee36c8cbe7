/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.io.InputStream;

import org.mesura.submission.HashKey;

import com.google.common.io.ByteStreams;

/**
 * Reads a message's content from its MIME stream, part by part, without building a tree of it; of a message the first
 * {@value #OCTETS} octets. Whatever the octets are, something is read of them, in time and memory that these octets bound:
 * {@link MessageReading} says how. Immutable.
 */
final class ContentReader {
    /**
     * A part of 1.5 MB in base64 counts as a whole, the first 1.5 MB of a larger one; and the worst of 2 MiB, hundreds of
     * thousands of header fields, takes mime4j less than 20 ms.
     */
    static final int OCTETS = 2 * 1024 * 1024;

    private final ContentDigest digest;
    private final SameWords same;

    /**
     * @param key under which parts are known by their digests
     */
    ContentReader(HashKey key) {
        Characters.prepare();
        this.digest = new ContentDigest(key);
        this.same = new SameWords(key);
    }

    /** What the RFC 5322 message says that {@code message} yields; the stream is not closed. */
    MessageContent read(InputStream message) {
        return new MessageReading(digest, same, Allowance.ofMessage(), 0).read(ByteStreams.limit(message, OCTETS));
    }
}
