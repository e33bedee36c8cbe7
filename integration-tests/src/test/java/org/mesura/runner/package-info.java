/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/** Tests of the runner's own parts; the running server itself is tested by the stories. */
package org.mesura.runner;
