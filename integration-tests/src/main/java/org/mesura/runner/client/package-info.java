/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * What people and programs use to talk to a mail server, reduced to what stories need: {@link
 * org.mesura.runner.client.SmtpClient}, {@link org.mesura.runner.client.ImapMailbox}, {@link
 * org.mesura.runner.client.Jmap} and {@link org.mesura.runner.client.WebAdmin}. All speak to 127.0.0.1 and nothing else, and
 * know nothing of James or of Mesura.
 */
package org.mesura.runner.client;
