/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * What if other limits had been in force? Judges the submissions of a journal once more, by the same core that reviews mail,
 * at the instants at which they were sent, under each of some candidate {@code mesura.xml}, and says who would have been
 * warned, deferred, held or refused, and which limits would fit what was really sent.
 *
 * <p>Start with {@link org.mesura.whatif.WhatIf}, the command, and {@code Replay}, which judges. This room touches {@code
 * journal.submissions}, {@code config} for the candidates, {@code store.memory}, {@code review} and the rooms below it,
 * {@code notice} for the institution's time zone, Mustache, the JDK and Guava. Nothing of James.
 */
package org.mesura.whatif;
