/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * The rolling-window ledger: what an account sent, and who wrote to it, as plain immutable values.
 *
 * <p>Start with {@link org.mesura.usage.SendRecord}, the one record of an account that serves all its limits. {@link
 * org.mesura.usage.Correspondents} is here because it is no more than a count over a window. This room touches {@code policy}, {@code submission}, the JDK and Guava.
 */
package org.mesura.usage;
