/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

/**
 * A text that was compared when it was sent, and of which only the answer was kept: for whoever judges the same messages
 * once more without their texts. Texts of one account with the same {@code campaign} are one.
 *
 * @param campaign the campaign it was found to belong to
 * @param mayReachMore whether it said little of its sender's own
 */
public record RecordedText(long campaign, boolean mayReachMore) {}
