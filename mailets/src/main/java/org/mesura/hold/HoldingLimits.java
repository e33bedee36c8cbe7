/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.hold;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How much may be kept back at once; what would be more is refused.
 *
 * @param messagesPerAccount the most mails of one account; default 1,000
 * @param bytesPerAccount the most octets of one account's mails; default 500 MB
 * @param messages the most mails of all accounts; default 100,000
 * @param bytes the most octets of all mails; default 10 GB
 */
public record HoldingLimits(long messagesPerAccount, long bytesPerAccount, long messages, long bytes) {
    public static final HoldingLimits DEFAULT = new HoldingLimits(1_000, 500_000_000L, 100_000, 10_000_000_000L);

    public HoldingLimits {
        check("messagesPerAccount", messagesPerAccount);
        check("bytesPerAccount", bytesPerAccount);
        check("messages", messages);
        check("bytes", bytes);
    }

    private static void check(String name, long value) {
        checkArgument(value >= 1, "held '%s' must be at least 1, got '%s'", name, value);
    }
}
