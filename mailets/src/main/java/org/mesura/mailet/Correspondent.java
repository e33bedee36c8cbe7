/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.Optional;

import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.MailetContext;
import org.mesura.submission.Sender;

/**
 * The mailbox behind an account: its own address where the account is one; the administrator's where there is none, as
 * for a host of an authorised network. What an account sends under an alias or as another is answered here too: its
 * envelope sender may be anybody.
 */
final class Correspondent {
    private Correspondent() {}

    static MailAddress of(Sender sender, MailetContext context) {
        return address(sender)
                .filter(address -> context.isLocalServer(address.getDomain()))
                .orElseGet(context::getPostmaster);
    }

    private static Optional<MailAddress> address(Sender sender) {
        if (sender.isNetwork()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MailAddress(sender.account()));
        } catch (AddressException noAddress) {
            return Optional.empty();
        }
    }
}
