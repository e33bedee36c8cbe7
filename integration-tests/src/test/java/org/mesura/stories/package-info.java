/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * What Mesura promises, told from outside on a real James: SMTP, IMAP, JMAP and HTTP only. A story class is named for what it
 * is about, ends in {@code Story} and has a server of its own; see {@link org.mesura.stories.ServerExtension}.
 */
package org.mesura.stories;
