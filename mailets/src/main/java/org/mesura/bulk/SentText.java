/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

/**
 * A text on its way to outsiders, by what it can be compared with the texts of other accounts: made by {@link
 * Sighting#sentText}, of use to {@link ChainLetters}. Nothing of the text can be read back from it.
 *
 * @param text the hash of what stands above the account's footer
 * @param sketch the sketch of that
 * @param needed in how many components another must agree with it to be the same text
 * @param opening how it begins
 * @param ending how it ends, footer included
 * @param footer how many of the last words are the account's footer
 * @param recipients how many outsiders get it who did not write first
 */
public record SentText(
        long text, Sketch sketch, int needed, Opening opening, Ending ending, int footer, int recipients) {}
