/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

import com.google.common.collect.ImmutableSet;

/**
 * Accounts that are recorded but never limited.
 *
 * @param accounts their names, lower case
 * @param countInCaps whether what they send uses up the caps of the institution
 */
public record Exemptions(ImmutableSet<String> accounts, boolean countInCaps) {
    /** Nobody is exempt. */
    public static final Exemptions NONE = new Exemptions(ImmutableSet.of(), false);
}
