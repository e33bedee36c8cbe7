/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.util.Optional;

import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableMap;

/**
 * In which language an account is written to: its own, else its domain's, else the institution's.
 *
 * @param byDefault the institution's language
 * @param domains languages by domain name, lower case
 * @param accounts languages by account name, lower case
 */
public record Languages(
        Language byDefault, ImmutableMap<String, Language> domains, ImmutableMap<String, Language> accounts) {
    /** The language in which {@code sender} is written to. */
    public Language of(Sender sender) {
        return Optional.ofNullable(accounts.get(sender.account()))
                .or(() -> sender.domain().map(domains::get))
                .orElse(byDefault);
    }
}
