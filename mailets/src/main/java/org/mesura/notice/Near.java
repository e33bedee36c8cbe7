/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Instant;
import java.util.Optional;

import org.mesura.usage.LimitUsage;

/**
 * A limit that a warning is about.
 *
 * @param usage the limit, and how full it is
 * @param fullAt when it will be full at the present pace, if that can be told
 */
public record Near(LimitUsage usage, Optional<Instant> fullAt) {}
