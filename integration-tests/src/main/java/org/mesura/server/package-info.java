/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * A James that forgets nothing it accepted, assembled from James's own modules.
 *
 * <p>James's memory application is the smallest complete server that its artifacts give, but a killed one loses its queue,
 * its repositories and its users. {@link org.mesura.server.DurableJames} is that application with four parts exchanged;
 * start reading there. This room knows James and nothing of Mesura: its classes are the only ones of this project on James's
 * class path, Mesura itself comes in through {@code extensions-jars} as it does at an institution.
 */
package org.mesura.server;
