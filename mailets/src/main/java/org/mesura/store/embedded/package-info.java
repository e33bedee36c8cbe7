/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * Keeps state through restarts: it lives in the heap, and one file, {@code var/mesura/ledger.mv.db}, holds a copy that is
 * at most a second behind.
 *
 * <p>Start with {@link org.mesura.store.embedded.EmbeddedStore}. {@link org.mesura.store.embedded.StateFile} tells what
 * becomes of the file in bad times, {@link org.mesura.store.embedded.WriteBehind} how it follows the heap. This room
 * touches the ports and values, the store in memory, H2's MVStore and slf4j.
 */
package org.mesura.store.embedded;
