/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * The stored form of accounts, caps, held mails and runs: compact, versioned octets, the same in every store that writes
 * them; of accounts also in parts that are kept apart.
 *
 * <p>Start with {@link org.mesura.store.format.StateForm}, and {@link org.mesura.store.format.StateParts} for parts.
 * What is read may have been damaged or written by others: it gives an {@link IllegalArgumentException} then, and never
 * takes more memory than a small multiple of its own length. This room touches the values of the core, the JDK and Guava.
 */
package org.mesura.store.format;
