/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.util.Optional;

import org.mesura.submission.Discretion;

/**
 * A fault as it may be logged (guarantee 11): its trace and what it says, without mail addresses and without what it
 * quotes in angle brackets, as mail libraries quote header fields that they cannot parse.
 */
final class LoggableFault extends Exception {
    private static final long serialVersionUID = 1L;
    // causes may run in a circle
    private static final int MOST_CAUSES = 10;

    private LoggableFault(String words, Throwable cause) {
        super(words, cause, false, true);
    }

    static LoggableFault of(Throwable fault) {
        return of(fault, MOST_CAUSES);
    }

    private static LoggableFault of(Throwable fault, int causes) {
        String words = Optional.ofNullable(fault.getMessage())
                .map(message -> ": " + Discretion.withoutAddresses(message, "(left out)"))
                .orElse("");
        Throwable cause = causes == 0 || fault.getCause() == null ? null : of(fault.getCause(), causes - 1);
        LoggableFault loggable = new LoggableFault(fault.getClass().getName() + words, cause);
        loggable.setStackTrace(fault.getStackTrace());
        return loggable;
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
