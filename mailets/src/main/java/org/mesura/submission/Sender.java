/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.submission;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Locale;
import java.util.Optional;

/**
 * The authenticated account in whose name a submission is reviewed: neither the From header nor the envelope sender,
 * which the account may vary. A host of an authorised network that sends without authentication is an account too,
 * named by its address: {@code network:192.0.2.7}.
 *
 * @param account the canonical account name, lower case
 */
public record Sender(String account) {
    private static final String NETWORK = "network:";

    public Sender {
        checkArgument(!account.isBlank(), "an account name must not be blank");
        account = account.toLowerCase(Locale.ROOT);
    }

    /** The sender for the host at {@code address}, which may send without authentication. */
    public static Sender ofNetwork(String address) {
        return new Sender(NETWORK + address);
    }

    /** Whether this is a host of an authorised network rather than a person's or application's account. */
    public boolean isNetwork() {
        return account.startsWith(NETWORK);
    }

    /** The domain after the last {@code @}; empty for a network host or an account of a server without domains. */
    public Optional<String> domain() {
        int at = account.lastIndexOf('@');
        if (isNetwork() || at < 0) {
            return Optional.empty();
        }
        return Optional.of(account.substring(at + 1));
    }

    @Override
    public String toString() {
        return account;
    }
}
