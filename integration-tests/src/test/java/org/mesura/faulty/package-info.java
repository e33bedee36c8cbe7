/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/** A Mesura with a fault in it, packed into a jar of its own that a story puts beside Mesura's. */
package org.mesura.faulty;
