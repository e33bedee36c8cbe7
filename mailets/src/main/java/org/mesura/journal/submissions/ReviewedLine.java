/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal.submissions;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.mesura.bulk.TextSeen;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.submission.Submission;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.PercentEscaper;
import com.google.common.primitives.ImmutableLongArray;

/**
 * A {@link Reviewed} as a line of words with a space between, some 90 octets and 11 more for each outsider of a text that
 * was compared:
 *
 * <pre>{@code
 * 1764201600000000000 6f1c…09 ana@alcaldia.example staff accept - 1 2 15300 0 0 51c3…77 9ab0…12 77d1…08 0 1 AAAA…8 - .
 * }</pre>
 *
 * The instant in nanoseconds, for a window's edge is exact; the submission and its attempt as hashes; account and policy
 * with whatever else than letters, digits and {@code @._-:} as {@code %20}; verdict and reason; internal and external
 * recipients, octets, visible outsiders, whether all are always open; the attempt; the hash of the text and that under
 * which its campaign was known, whether it may reach more and entered, the hashes of those who count and of those whom it
 * answers. {@code -} stands for nothing, and the dot at the end for that the line was written to its end.
 */
final class ReviewedLine {
    private static final PercentEscaper ESCAPER = new PercentEscaper("@._-:", false);
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final String NOTHING = "-";
    private static final String END = ".";
    private static final long NANOS = 1_000_000_000L;
    private static final int HEX = 16;
    /** Far more outsiders than a message has: a number that was damaged must not ask for memory. */
    private static final int MOST_OUTSIDE = 1_000_000;

    private ReviewedLine() {}

    /** The line, without its end. */
    static String of(Reviewed reviewed) {
        Submission submission = reviewed.submission();
        Instant at = reviewed.at();
        StringBuilder line = new StringBuilder(200);
        word(line, Long.toString(Math.addExact(Math.multiplyExact(at.getEpochSecond(), NANOS), at.getNano())));
        word(line, hex(submission.id().fingerprint()));
        word(line, ESCAPER.escape(submission.sender().account()));
        word(line, ESCAPER.escape(reviewed.policy()));
        word(line, reviewed.verdict());
        word(line, reviewed.reason().orElse(NOTHING));
        word(line, Integer.toString(submission.recipients().internal()));
        word(line, Integer.toString(submission.recipients().outside()));
        word(line, Long.toString(submission.bytes()));
        word(line, Integer.toString(submission.visibleExternal()));
        word(line, flag(submission.alwaysOpen()));
        word(line, hex(submission.attempt()));
        reviewed.text().ifPresent(text -> text(line, text, reviewed));
        return line.append(END).toString();
    }

    /** Finds the lines of {@code accounts}, as far as they were written to the name. */
    static Predicate<String> linesOf(Set<Sender> accounts) {
        ImmutableSet<String> names = accounts.stream()
                .map(account -> ESCAPER.escape(account.account()))
                .collect(ImmutableSet.toImmutableSet());
        return line -> {
            int id = line.indexOf(' ') + 1;
            int name = line.indexOf(' ', id) + 1;
            int end = line.indexOf(' ', name);
            return id > 0 && name > id && end > name && names.contains(line.substring(name, end));
        };
    }

    private static void text(StringBuilder line, TextSeen text, Reviewed reviewed) {
        ImmutableLongArray counted = text.counted().external();
        word(line, hex(text.text()));
        word(line, text.campaign().map(ReviewedLine::hex).orElse(NOTHING));
        word(line, flag(text.mayReachMore()));
        word(line, flag(reviewed.entered()));
        word(line, hashes(counted));
        word(line, hashes(without(reviewed.submission().recipients().external(), counted)));
    }

    private static ImmutableLongArray without(ImmutableLongArray all, ImmutableLongArray some) {
        return all.length() == some.length()
                ? ImmutableLongArray.of()
                : ImmutableLongArray.copyOf(all.stream().filter(hash -> !some.contains(hash)));
    }

    private static void word(StringBuilder line, String word) {
        line.append(word).append(' ');
    }

    private static String flag(boolean set) {
        return set ? "1" : "0";
    }

    private static String hex(long hash) {
        return Long.toHexString(hash);
    }

    private static String hashes(ImmutableLongArray hashes) {
        if (hashes.isEmpty()) {
            return NOTHING;
        }
        ByteBuffer octets = ByteBuffer.allocate(hashes.length() * Long.BYTES);
        hashes.forEach(octets::putLong);
        return ENCODER.encodeToString(octets.array());
    }

    /**
     * What a line says.
     *
     * @throws IllegalArgumentException if it says nothing: it was not written to its end, or is none
     */
    static Reviewed read(String line, Names names) {
        if (!line.endsWith(" " + END)) {
            throw new IllegalArgumentException("it has no end");
        }
        WordCursor words = new WordCursor(line, line.length() - END.length());
        long nanos = words.number();
        SubmissionId id = new SubmissionId(words.next());
        Sender sender = names.sender(words.next());
        String policy = names.word(words.next());
        String verdict = names.word(words.next());
        Optional<String> reason = Optional.of(names.word(words.next())).filter(word -> !word.equals(NOTHING));
        int internal = words.count();
        int outside = words.count();
        long bytes = words.number();
        int visible = words.count();
        boolean open = words.flag();
        long attempt = Long.parseUnsignedLong(words.next(), HEX);
        Optional<Text> text = words.hasNext() ? Optional.of(text(words, internal)) : Optional.empty();
        Recipients recipients = text.map(known -> known.all).orElseGet(() -> unknown(internal, outside));
        return new Reviewed(
                Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS)),
                new Submission(id, sender, recipients, bytes, visible, open, attempt),
                text.map(known -> known.seen),
                policy,
                verdict,
                reason,
                text.filter(known -> known.entered).isPresent());
    }

    private record Text(TextSeen seen, boolean entered, Recipients all) {}

    private static Text text(WordCursor words, int internal) {
        long own = Long.parseUnsignedLong(words.next(), HEX);
        Optional<Long> campaign = Optional.of(words.next())
                .filter(word -> !word.equals(NOTHING))
                .map(word -> Long.parseUnsignedLong(word, HEX));
        boolean mayReachMore = words.flag();
        boolean entered = words.flag();
        ImmutableLongArray counted = hashes(words.next());
        ImmutableLongArray answered = hashes(words.next());
        Recipients known = new Recipients(internal, counted);
        Recipients all = answered.isEmpty()
                ? known
                : new Recipients(
                        internal,
                        ImmutableLongArray.builder(counted.length() + answered.length())
                                .addAll(counted)
                                .addAll(answered)
                                .build());
        return new Text(new TextSeen(own, campaign, mayReachMore, known), entered, all);
    }

    private static ImmutableLongArray hashes(String word) {
        if (word.equals(NOTHING)) {
            return ImmutableLongArray.of();
        }
        ByteBuffer octets = ByteBuffer.wrap(Base64.getUrlDecoder().decode(word));
        ImmutableLongArray.Builder hashes = ImmutableLongArray.builder(octets.remaining() / Long.BYTES);
        while (octets.remaining() >= Long.BYTES) {
            hashes.add(octets.getLong());
        }
        return hashes.build();
    }

    /** So many, whoever they were: nobody compares them. */
    private static Recipients unknown(int internal, int outside) {
        if (outside < 0 || outside > MOST_OUTSIDE) {
            throw new IllegalArgumentException("it tells of " + outside + " outsiders");
        }
        ImmutableLongArray.Builder hashes = ImmutableLongArray.builder(outside);
        for (int one = 0; one < outside; one++) {
            hashes.add(one);
        }
        return new Recipients(internal, hashes.build());
    }
}
