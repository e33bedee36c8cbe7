/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * Runs a real James with Mesura, in a process of its own, for people ({@code -Prun}, {@code -Pdemo}) and for stories.
 *
 * <p>Start reading at {@link org.mesura.runner.RunningServer}. {@link org.mesura.runner.Sink} stands in for the world that
 * mail goes out to; the clients that a person's mail program would be are in {@link org.mesura.runner.client}. This room
 * talks to James over its ports only: the JDK, Jackson and the mail API, none of James's classes but the one that makes the
 * JMAP key.
 */
package org.mesura.runner;
