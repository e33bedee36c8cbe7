/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.remote;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What another server said when it refused a message, without whom the message was for.
 *
 * @param kind what it means
 * @param namesBlockList whether it says that an address or domain of ours is on a list; only if {@code kind} is policy
 * @param replyCode the SMTP reply code (RFC 5321 section 4.2), if there is one: 550
 * @param status the enhanced status code (RFC 3463), if there is one: 5.7.1
 * @param server the host that said so where it names itself, else the domain that the message was for
 * @param words what it said, as an administrator may read it: one line of at most {@value ShownWords#MOST} characters,
 *     no address in it
 */
public record RemoteRefusal(
        RefusalKind kind,
        boolean namesBlockList,
        OptionalInt replyCode,
        Optional<String> status,
        String server,
        String words) {
    public RemoteRefusal {
        checkArgument(!namesBlockList || kind == RefusalKind.POLICY, "a refusal by block list is one of policy");
        checkArgument(!server.isBlank(), "the server that refused must not be blank");
        checkArgument(
                words.length() <= ShownWords.MOST,
                "a refusal's words must have at most %s characters, got %s",
                ShownWords.MOST,
                words.length());
    }
}
