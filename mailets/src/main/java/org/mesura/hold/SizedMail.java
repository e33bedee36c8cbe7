/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.hold;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A held mail and its size.
 *
 * @param octets how many octets the mail has, whatever the number of its recipients
 */
public record SizedMail(HeldMail mail, long octets) {
    public SizedMail {
        checkArgument(octets >= 0, "a mail must not be shorter than nothing, got %s octets", octets);
    }
}
