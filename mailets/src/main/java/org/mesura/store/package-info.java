/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/** What the stores below have in common: whom they tell of their faults, and how they say how they are. */
package org.mesura.store;
