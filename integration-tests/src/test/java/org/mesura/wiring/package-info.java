/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/** A Mesura that is strained from outside, packed into a jar of its own that the soak puts beside Mesura's. */
package org.mesura.wiring;
