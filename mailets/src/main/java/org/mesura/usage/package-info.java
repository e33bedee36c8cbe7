/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * The rolling-window ledger: what an account sent, as plain immutable values.
 *
 * <p>Start with {@link org.mesura.usage.SendRecord}, the one record of an account that serves all its limits. This room
 * touches {@code policy}, {@code submission}, the JDK and Guava.
 */
package org.mesura.usage;
