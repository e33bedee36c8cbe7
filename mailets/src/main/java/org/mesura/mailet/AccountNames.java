/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.Optional;

import javax.inject.Inject;

import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.mesura.submission.Sender;

/**
 * The one name of an account, whichever door it came in by. Without virtual hosting users are bare names; their mail
 * address is the name that all doors share.
 */
public final class AccountNames {
    private final UsersRepository users;

    @Inject
    AccountNames(UsersRepository users) {
        this.users = users;
    }

    /** The account whose mailbox {@code address} names; empty if none is. */
    Optional<Sender> ofMailbox(MailAddress address) throws UsersRepositoryException {
        Username user = users.getUsername(address);
        return users.contains(user) ? Optional.of(of(user.asString())) : Optional.empty();
    }

    /** The account that James calls {@code user}. */
    public Sender of(String user) {
        if (user.contains("@") || user.isBlank()) {
            return new Sender(user);
        }
        try {
            return new Sender(users.getMailAddressFor(Username.of(user)).asString());
        } catch (UsersRepositoryException | IllegalArgumentException noAddress) {
            return new Sender(user);
        }
    }
}
