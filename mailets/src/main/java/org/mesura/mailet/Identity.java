/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.Optional;

import javax.inject.Inject;
import javax.inject.Provider;

import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.mesura.config.Settings;
import org.mesura.submission.Sender;

import com.google.common.net.InetAddresses;

/**
 * Tells in whose name a mail was submitted. SMTP AUTH and JMAP leave the authenticated user in different attributes; both
 * are the same account. The server's own mail, and mail from outside, is nobody's.
 */
final class Identity {
    private static final AttributeName JMAP_USER = AttributeName.of("org.apache.james.jmap.send.MailMetaData.username");
    private static final AttributeName NETWORK = AttributeName.of("org.apache.james.SMTPIsAuthNetwork");

    private final AccountNames names;
    private final Provider<Settings> settings;

    @Inject
    Identity(AccountNames names, Provider<Settings> settings) {
        this.names = names;
        this.settings = settings;
    }

    /** The account that submitted {@code mail}; empty if it is the server's own or came from outside. */
    Optional<Sender> of(Mail mail) {
        if (isTheServersOwn(mail)) {
            return Optional.empty();
        }
        return text(mail, Mail.SMTP_AUTH_USER)
                .or(() -> text(mail, JMAP_USER))
                .map(names::of)
                .or(() -> network(mail));
    }

    /** Whether {@code mail} came in from outside: nobody submitted it here, and the server did not write it. */
    boolean isFromOutside(Mail mail) {
        return !isTheServersOwn(mail) && of(mail).isEmpty();
    }

    private static boolean isTheServersOwn(Mail mail) {
        return mail.getAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE.getName()).isPresent();
    }

    private Optional<Sender> network(Mail mail) {
        return text(mail, NETWORK)
                .filter("true"::equals)
                .map(authorised -> mail.getRemoteAddr())
                .filter(address -> settings.get().networks().contains(address))
                .map(InetAddresses::forString)
                .map(InetAddresses::toAddrString)
                .map(Sender::ofNetwork);
    }

    private static Optional<String> text(Mail mail, AttributeName name) {
        return mail.getAttribute(name)
                .map(attribute -> attribute.getValue().value().toString());
    }
}
