/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * The decision: <b>start reading here</b>. {@link org.mesura.review.Review} is the one pure function that decides, over
 * all that is known of an account ({@link org.mesura.review.AccountState}); {@link org.mesura.review.AccountBook} is the
 * port that runs it atomically and keeps the state; {@link org.mesura.review.Decision} is its answer and {@link
 * org.mesura.review.Reason} says why.
 *
 * <p>This room touches {@code submission}, {@code policy}, {@code usage}, {@code bulk}, the JDK and Guava.
 */
package org.mesura.review;
