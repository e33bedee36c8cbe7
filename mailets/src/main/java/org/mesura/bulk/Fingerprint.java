/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

/**
 * What stays of a message's content: a keyed hash of its normalised text, from which no word can be read back. Messages
 * of one text have one fingerprint, whatever encoding, charset, HTML or line length dressed it.
 *
 * @param text the hash
 */
public record Fingerprint(long text) {}
