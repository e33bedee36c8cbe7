/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.remote;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.common.collect.ImmutableSet;

/**
 * Reads a {@link RemoteRefusal} from the words of a server. {@code 550 5.1.1 <eva@one.example>: user unknown} is an
 * unknown recipient, reply code 550, status 5.1.1.
 *
 * <p>The status stands behind the reply code or alone in the text; one of another class than the reply (RFC 3463 section
 * 3.1) is a version or an address, and no status. A host names itself behind the code of a greeting (RFC 5321 section
 * 4.2) or, as Microsoft's do, in brackets with the time behind it.
 */
public final class RefusalReader {
    /** What is read of a text; a reply may be longer than any server has to say. */
    private static final int READ = 2_000;

    private static final Pattern REPLY = Pattern.compile("^\\D{0,40}?\\b([245]\\d\\d)(?=[ :#-]|$)");
    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([245])\\.\\d{1,3}\\.\\d{1,3}(?!\\d|\\.\\d)");
    private static final String HOST = "((?:[a-z0-9](?:[a-z0-9-]{0,62})\\.){1,8}[a-z]{2,24})";
    private static final Pattern NAMED =
            Pattern.compile("^[245]\\d\\d[ -]" + HOST + "(?=\\s)|\\[" + HOST + " \\d", Pattern.CASE_INSENSITIVE);

    private RefusalReader() {}

    /**
     * The refusal that {@code text} tells of.
     *
     * @param text what the server said, or what James says of the failure; anything at all may be in it
     * @param domain the domain that the message was for
     * @param localParts what stands before the {@code @} in the addresses of the recipients
     */
    public static RemoteRefusal read(String text, String domain, ImmutableSet<String> localParts) {
        String words = ShownWords.joined(text.substring(0, Math.min(READ, text.length())));
        OptionalInt reply = reply(words);
        Optional<String> status = status(words, reply);
        Wording wording = new Wording(words, reply, status);
        return new RemoteRefusal(
                wording.kind(),
                wording.namesBlockList(),
                reply,
                status,
                server(words).orElse(domain),
                ShownWords.of(words, localParts));
    }

    private static OptionalInt reply(String words) {
        Matcher reply = REPLY.matcher(words);
        return reply.find() ? OptionalInt.of(Integer.parseInt(reply.group(1))) : OptionalInt.empty();
    }

    private static Optional<String> status(String words, OptionalInt reply) {
        return STATUS.matcher(words)
                .results()
                .filter(status -> reply.isEmpty() || Integer.parseInt(status.group(1)) == reply.getAsInt() / 100)
                .map(MatchResult::group)
                .findFirst();
    }

    private static Optional<String> server(String words) {
        Matcher named = NAMED.matcher(words);
        if (!named.find()) {
            return Optional.empty();
        }
        return Optional.ofNullable(named.group(1)).or(() -> Optional.of(named.group(2)));
    }
}
