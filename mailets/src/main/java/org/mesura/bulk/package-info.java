/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * Recognises one text that goes to many outsiders, as plain immutable values.
 *
 * <p>Start with {@link org.mesura.bulk.Campaigns}; {@link org.mesura.bulk.Fingerprinter} reads the message, {@link
 * org.mesura.bulk.Fingerprint} is all that stays of it; what a message says is read by {@code ContentReader}. {@link
 * org.mesura.bulk.ChainLetters}, which is not immutable, sees the texts of all accounts. This room touches {@code policy},
 * {@code submission}, the JDK, Guava, hash4j, mime4j and jsoup.
 */
package org.mesura.bulk;
