/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.io.IOException;
import java.io.InputStream;

import org.mesura.submission.HashKey;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;

/**
 * A keyed digest of what a part contains. The octets are reduced by XXH3 to 128 bits, under a seed drawn from the key, and
 * those by SipHash under the key: what stays cannot be compared with a file without the key. XXH3 is no cryptographic
 * hash, and need not be one: who made two files collide would only have them counted as one.
 *
 * <p>In two steps for speed: a megabyte takes mime4j 2 ms and more to decode from base64, SipHash 0.5 ms, XXH3 0.1 ms. One
 * that is not encoded is read in 0.15 ms: SipHash alone would make of that four times as much.
 */
final class ContentDigest {
    private static final byte SEED = 'x';
    private static final byte PART = 'p';
    private static final byte WORDS = 'w';
    private static final byte MESSAGE = 'm';

    private final HashFunction keyed;
    private final Hasher128 quick;

    ContentDigest(HashKey key) {
        this.keyed = key.keyed();
        this.quick = Hashing.xxh3_128(keyed.newHasher().putByte(SEED).hash().asLong());
    }

    /**
     * The digest of {@code head} and all that is left of {@code rest} after it.
     *
     * @param buffer room to read into
     */
    long of(byte[] head, InputStream rest, byte[] buffer) throws IOException {
        HashStream128 stream = quick.hashStream().putBytes(head);
        for (int count = rest.read(buffer); count > 0; count = rest.read(buffer)) {
            stream.putBytes(buffer, 0, count);
        }
        HashValue128 value = stream.get();
        return keyed.newHasher()
                .putByte(PART)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .hash()
                .asLong();
    }

    /** The digest of words, which is none of octets. */
    long of(CharSequence words) {
        return keyed.newHasher().putByte(WORDS).putUnencodedChars(words).hash().asLong();
    }

    /** The digest of an enclosed message: what it says, whatever its envelope, its date and its boundaries are. */
    long of(MessageContent enclosed) {
        Hasher hasher = keyed.newHasher()
                .putByte(MESSAGE)
                .putInt(enclosed.subject().length())
                .putUnencodedChars(enclosed.subject())
                .putUnencodedChars(enclosed.text());
        enclosed.attachments().forEach(hasher::putLong);
        enclosed.inline().forEach(hasher::putLong);
        return hasher.hash().asLong();
    }
}
