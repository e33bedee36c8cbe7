/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.util.Optional;
import java.util.stream.Stream;

import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;

/**
 * In which language an account is written to: its own, else its domain's, else the institution's.
 *
 * @param byDefault the institution's language
 * @param second the language that stands below the account's own in all that senders get, if the institution wants one
 * @param domains languages by domain name, lower case
 * @param accounts languages by account name, lower case
 */
public record Languages(
        Language byDefault,
        Optional<Language> second,
        ImmutableMap<String, Language> domains,
        ImmutableMap<String, Language> accounts) {
    /** The languages in which {@code sender} is written to, its own first; one where the second is its own. */
    public ImmutableSet<Language> allOf(Sender sender) {
        return Stream.concat(Stream.of(of(sender)), second.stream()).collect(ImmutableSet.toImmutableSet());
    }

    /** The language in which {@code sender} is written to, where there is room for one. */
    public Language of(Sender sender) {
        return Optional.ofNullable(accounts.get(sender.account()))
                .or(() -> sender.domain().map(domains::get))
                .orElse(byDefault);
    }
}
