/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

/**
 * A pure function over everything known of one account: what an {@link AccountBook} runs as one atomic step. It may be
 * run more than once, on other states, until one run is kept.
 *
 * @param <T> what is answered
 */
@FunctionalInterface
public interface Change<T> {
    /** What becomes of the account of which {@code before} is known. */
    Changed<T> apply(AccountState before, CapLedger caps);
}
