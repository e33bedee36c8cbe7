/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/** The matchers; each gives all recipients of a mail or none, so that no mail is split. Touches mailet and the core. */
package org.mesura.matcher;
