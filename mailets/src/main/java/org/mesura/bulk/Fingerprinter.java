/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mesura.submission.HashKey;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;

/**
 * Makes a message's {@link Fingerprint}: keyed hashes of the words its sender wrote, the same whether they come as plain
 * text or HTML, quoted-printable or base64, in whatever charset, case and line length.
 *
 * <p>What came with them does not count: quoted mail, a signature below {@code -- }, addressee and greeting. A legal
 * paragraph counts as one word where what ends all mail of an account is looked for ({@link Footers}). Where less than
 * {@value #ENOUGH_WORDS} words are left without it, it counts after all: a text must not hide in a quotation. The subject
 * and the attachments tell short texts apart: the same file under two lines is one mailing, different files under them are
 * not.
 */
public final class Fingerprinter {
    /** From how many words on a text alone tells a message from others. */
    static final int ENOUGH_WORDS = 12;

    /** The same where files come with it: with less, different files make different mail. */
    static final int ENOUGH_WORDS_WITH_FILES = 24;

    /** What programs put before the subject of an answered message; possessive, so that many of it take no stack. */
    private static final Pattern ANSWER =
            Pattern.compile("(?i)\\s*+(?:(?:re|rv|fwd?|aw|tr|enc|res)\\s*+(?:\\[\\d++])?+:\\s*+)++");

    private final ContentReader reader;
    private final HashFunction keyed;
    private final long seed;
    private final LegalCues legal;

    /**
     * @param key the secret under which texts are hashed
     */
    public Fingerprinter(HashKey key) {
        this.reader = new ContentReader(key);
        this.keyed = key.keyed();
        this.seed = keyed.newHasher().putByte((byte) 'w').hash().asLong();
        this.legal = new LegalCues(seed);
    }

    /**
     * The fingerprint of the RFC 5322 message that {@code message} yields; the stream is read as far as is needed and
     * not closed.
     *
     * @return empty if the message says nothing at all: no text, no subject, no attachment
     */
    public Optional<Fingerprint> fingerprint(InputStream message) {
        MessageContent content = reader.read(message);
        return content.isEmpty() ? Optional.empty() : Optional.of(of(content));
    }

    private Fingerprint of(MessageContent content) {
        String subject = PlainLetters.of(withoutAnswer(content.subject()));
        OwnText text = OwnText.of(PlainLetters.of(content.text()));
        Words words = new Words(seed);
        addOwn(text, words);
        boolean borrowed = words.count() < ENOUGH_WORDS;
        if (borrowed) {
            words.add(text.rest());
        }
        if (words.count() < ENOUGH_WORDS) {
            words = withSubject(subject, text);
        }
        return new Fingerprint(
                keyed,
                words,
                beside(subject, words, content),
                borrowed && text.quotes(),
                !content.attachments().isEmpty());
    }

    private void addOwn(OwnText text, Words words) {
        for (String paragraph : text.paragraphs()) {
            int before = words.count();
            words.add(paragraph);
            if (legal.describe(words, before)) {
                words.closeAsOne(before);
            }
        }
    }

    /** The subject above the text: below it a footer is looked for. */
    private Words withSubject(String subject, OwnText text) {
        Words words = new Words(seed);
        words.add(subject);
        addOwn(text, words);
        words.add(text.rest());
        return words;
    }

    private long beside(String subject, Words words, MessageContent content) {
        Words besides = new Words(seed);
        besides.add(subject);
        Hasher hasher = keyed.newHasher();
        for (long word : besides.hashes()) {
            hasher.putLong(word);
        }
        content.attachments().forEach(hasher::putLong);
        if (words.count() == 0 && content.attachments().isEmpty()) {
            content.inline().forEach(hasher::putLong);
        }
        return hasher.hash().asLong();
    }

    private static String withoutAnswer(String subject) {
        Matcher answer = ANSWER.matcher(subject);
        return answer.lookingAt() ? subject.substring(answer.end()) : subject;
    }
}
