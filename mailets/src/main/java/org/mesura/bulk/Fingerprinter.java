/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.io.InputStream;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.mesura.submission.HashKey;

import com.google.common.hash.Hasher;

/**
 * Makes a message's {@link Fingerprint}: the keyed hash of its words, so that one text has one fingerprint whether it
 * comes as plain text or HTML, quoted-printable or base64, in whatever charset, case and line length.
 *
 * <p>A text of {@value #ENOUGH_WORDS} words or more stands for itself. Below that the subject and the attachments count
 * as well: the same file under two lines is one mailing, different files under them are not.
 */
public final class Fingerprinter {
    /** From how many words on a text alone tells a message from others. */
    static final int ENOUGH_WORDS = 12;

    /** Whatever is neither letter, mark nor digit parts words: spaces, punctuation, line ends, invisible characters. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\s]]");

    private final HashKey key;
    private final ContentReader reader;

    /**
     * @param key the secret under which texts are hashed
     */
    public Fingerprinter(HashKey key) {
        this.key = key;
        this.reader = new ContentReader(key);
    }

    /**
     * The fingerprint of the RFC 5322 message that {@code message} yields; the stream is read as far as is needed and
     * not closed.
     *
     * @return empty if the message says nothing at all: no text, no subject, no attachment
     */
    public Optional<Fingerprint> fingerprint(InputStream message) {
        MessageContent content = reader.read(message);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        String words = words(content.text());
        Hasher hasher = key.keyed().newHasher().putByte((byte) 't').putUnencodedChars(words);
        if (words.chars().filter(character -> character == ' ').count() + 1 < ENOUGH_WORDS) {
            hasher.putByte((byte) 's').putUnencodedChars(words(content.subject()));
            content.attachments().forEach(hasher::putLong);
        }
        return Optional.of(new Fingerprint(hasher.hash().asLong()));
    }

    private static String words(String text) {
        String visible = INVISIBLE.matcher(text).replaceAll("");
        String folded = Normalizer.normalize(visible, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return BETWEEN_WORDS.matcher(folded).replaceAll(" ").strip();
    }
}
