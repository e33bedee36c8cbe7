/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.hold;

/**
 * Where the mail itself lies, and where it goes on from there.
 *
 * @param repository the URL of the mail repository: {@code file://var/mail/mesura-held/}
 * @param key the key in the repository, which no other mail has or had
 * @param processor the processor in which it goes on when it leaves
 */
public record HeldCopy(String repository, String key, String processor) {}
