/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * How well mass mail is told from ordinary mail: {@code ./mvnw -Pevaluate -Dcorpus=DIR}. Start reading at
 * {@link org.mesura.evaluate.Evaluation}; {@link org.mesura.evaluate.Detector} alone touches Mesura. Real mail is read
 * where it lies; nothing of it is written or printed, a message is spoken of by file and place.
 */
package org.mesura.evaluate;
