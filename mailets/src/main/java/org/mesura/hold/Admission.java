/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.hold;

/** What came of the wish to keep a mail back. */
public sealed interface Admission {
    /** It is taken in, and survives the end of the process from now on. */
    record Taken() implements Admission {}

    /**
     * A mail of this submission is kept back already: the same came twice.
     *
     * @param earlier what is known of it
     */
    record Known(HeldMail earlier) implements Admission {}

    /**
     * It would be more than may be kept back.
     *
     * @param setting the setting that says so: {@code messagesPerAccount}
     * @param most its value
     */
    record Full(String setting, long most) implements Admission {}
}
