/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * Recognises one text that goes to many outsiders, as plain immutable values.
 *
 * <p>Start with {@link org.mesura.bulk.Campaigns}; {@link org.mesura.bulk.Fingerprinter} reads the message, {@link
 * org.mesura.bulk.Fingerprint} is all that stays of it. This room touches {@code policy}, {@code submission}, the JDK,
 * Guava, mime4j, jsoup and hash4j.
 */
package org.mesura.bulk;
