/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * What an account may send: measures, limits over rolling windows, the bulk rule, and the book that finds the policy of
 * an account.
 *
 * <p>Start with {@link org.mesura.policy.Policy}, then {@link org.mesura.policy.PolicyBook}; the shipped tiers and every
 * default stand in {@link org.mesura.policy.Presets}. This room touches {@code submission}, the JDK and Guava.
 */
package org.mesura.policy;
