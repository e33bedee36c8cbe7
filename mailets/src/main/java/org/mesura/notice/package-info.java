/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * Guidance on proper use: what is written to a sender, in which language, and how often.
 *
 * <p>Start with {@link org.mesura.notice.Occasion}, what there is to say. This room touches {@code review} and the rooms
 * above it, the JDK, Guava and Mustache.
 */
package org.mesura.notice;
