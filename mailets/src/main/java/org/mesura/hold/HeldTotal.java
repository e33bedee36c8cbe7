/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.hold;

/**
 * How much is kept back.
 *
 * @param messages how many mails
 * @param bytes how many octets, each mail counted once whatever the number of its recipients
 */
public record HeldTotal(long messages, long bytes) {
    public static final HeldTotal NOTHING = new HeldTotal(0, 0);
}
