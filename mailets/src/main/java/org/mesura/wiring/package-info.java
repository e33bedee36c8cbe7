/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * Puts the pieces together for James's Guice: {@code guice.extension.module=org.mesura.wiring.MesuraModule} in {@code
 * extensions.properties}. May touch everything.
 */
package org.mesura.wiring;
