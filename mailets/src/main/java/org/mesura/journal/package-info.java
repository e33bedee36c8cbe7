/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * What can be looked up afterwards: {@link org.mesura.journal.Act} is one act of an administrator, {@link
 * org.mesura.journal.Judged} one message that was not plainly accepted; {@link org.mesura.journal.Acts} and {@link
 * org.mesura.journal.Decisions} keep the latest. Nothing here names a recipient or quotes a message.
 *
 * <p>Start with {@link org.mesura.journal.Journal}. This room touches {@code submission}, the JDK and Guava.
 */
package org.mesura.journal;
