/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.Optional;

import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;

/**
 * What James's {@code RemoteDelivery} (3.8.1) leaves on a mail that it sends to its {@code bounceProcessor}, which goes to
 * those recipients that it gave up on:
 *
 * <ul>
 *   <li>{@code delivery-error}: what the server said, line breaks included, of <em>one</em> recipient: the first that it
 *       refused. After retries it is James's own word (<em>Too many retries failure</em>) and the server's is lost; so
 *       is that of a server that refuses at the greeting;
 *   <li>{@code delivery-error-code}: the reply to the whole message: 250 if others got it, 5xx if MAIL or DATA was
 *       refused; absent if all recipients were;
 *   <li>{@code is-delivery-permanent-error}: absent, or false from an earlier attempt, where some recipients were
 *       refused and the others are to be tried again or fail with the message.
 * </ul>
 *
 * @param text what was said
 * @param ofMessage whether the recipients failed with the message as a whole, and {@code text} may yet be about another
 *     recipient, who was refused before
 */
record DeliveryFailure(String text, boolean ofMessage) {
    /** Said of a domain that does not exist, has a null MX, or has mail servers whose addresses cannot be found. */
    private static final String NO_SERVER = "There are no DNS entries for the hostname";

    /** What failed; empty if {@code mail} does not come from {@code RemoteDelivery}. */
    static Optional<DeliveryFailure> of(Mail mail) {
        return text(mail, "delivery-error").map(error -> new DeliveryFailure(error, failedWhole(mail)));
    }

    /** Whether James found no server to ask. */
    boolean isWithoutServer() {
        return text.startsWith(NO_SERVER);
    }

    private static boolean failedWhole(Mail mail) {
        return text(mail, "delivery-error-code")
                        .filter(code -> !code.startsWith("2"))
                        .isPresent()
                && text(mail, "is-delivery-permanent-error")
                        .filter("true"::equals)
                        .isPresent();
    }

    private static Optional<String> text(Mail mail, String name) {
        return mail.getAttribute(AttributeName.of(name))
                .map(attribute -> attribute.getValue().value())
                .map(Object::toString);
    }
}
