/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner.client;

/**
 * What a server answered to one command.
 *
 * @param text all its lines without the code, joined by line feeds
 */
public record SmtpReply(int code, String text) {
    /** Whether the command was done, or DATA may go on. */
    public boolean isPositive() {
        return code < 400;
    }

    @Override
    public String toString() {
        return code + " " + text;
    }
}
