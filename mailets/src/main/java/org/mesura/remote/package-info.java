/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * The outside world as a sensor: what other servers say when they refuse our mail. {@link
 * org.mesura.remote.RemoteRefusal} is one refusal, {@link org.mesura.remote.RefusalReader} reads it from the words of the
 * server, {@link org.mesura.remote.PolicyRefusals} keeps those that speak of us until the administrator is told.
 *
 * <p>Start with {@link org.mesura.remote.RefusalReader}. This room touches {@code submission}, the JDK and Guava.
 */
package org.mesura.remote;
