/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.journal;

import java.time.Instant;
import java.util.Optional;

import org.mesura.submission.Sender;

/**
 * Something that happened.
 *
 * @param <E> what it is
 */
public interface Entry<E extends Entry<E>> {
    /** When. */
    Instant at();

    /** Whom it is about, if about anybody. */
    Optional<Sender> account();

    /** The same about an account that is called {@code other} by now. */
    E of(Sender other);
}
