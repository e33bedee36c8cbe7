/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/** What James's {@code /healthcheck} says of Mesura. */
package org.mesura.health;
