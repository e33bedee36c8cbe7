/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * Mail that is kept back: what waits for its turn, for a person's decision or for the end of a suspension. Start at {@link
 * org.mesura.hold.HoldingArea}, the port that keeps the facts of each {@link org.mesura.hold.HeldMail}; the mail itself
 * lies in a mail repository of James.
 *
 * <p>This room touches {@code review} and the rooms before it, the JDK and Guava.
 */
package org.mesura.hold;
