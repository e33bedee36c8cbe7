/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/** What James's own {@code Requeue} is given to do the work of a deferral; goes into a server as an extension. */
package org.mesura.benchmark.requeue;
