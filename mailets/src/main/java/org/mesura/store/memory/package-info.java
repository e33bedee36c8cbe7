/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/** Keeps state in memory: for tests, and for who can do without it after a restart. Touches the ports and values only. */
package org.mesura.store.memory;
