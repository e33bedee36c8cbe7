/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

/**
 * How far a campaign went.
 *
 * @param evidence whom it reached
 * @param brief whether its text is so short that it is known as a whole, and may reach twice as many
 */
public record Reach(Evidence evidence, boolean brief) {}
