/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.util.Optional;

import org.mesura.submission.Recipients;

/**
 * What a review saw in a text: enough to judge the same message under another rule, and nothing to read it by.
 *
 * @param text its keyed hash
 * @param campaign the hash under which the campaign that it belongs to was known until then; empty if it begins one
 * @param mayReachMore whether it says little of its sender's own
 * @param counted the recipients, without the outsiders whom it answers
 */
public record TextSeen(long text, Optional<Long> campaign, boolean mayReachMore, Recipients counted) {}
