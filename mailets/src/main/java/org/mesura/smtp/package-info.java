/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * What James's SMTP server asks while a mail program is still connected: {@link org.mesura.smtp.RefuseAtTheDoor}, whose
 * javadoc is the operator's manual. It asks the same core as the mailets, and charges nothing.
 */
package org.mesura.smtp;
