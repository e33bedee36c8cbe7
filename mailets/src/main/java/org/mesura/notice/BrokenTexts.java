/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import com.google.common.collect.ImmutableList;

/** What is broken of the texts of notices that are in force, for whoever watches over them. */
@FunctionalInterface
public interface BrokenTexts {
    /** Each broken file with why: {@code es/refused.txt.mustache: there is no variable 'x'}; empty when all are sound. */
    ImmutableList<String> now();
}
