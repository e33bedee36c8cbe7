/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

/**
 * What every trial works with.
 *
 * @param detector what is tried
 * @param prints what is kept of ordinary mail
 * @param extent how much is tried
 * @param shown where failures are listed
 */
record Apparatus(Detector detector, Prints prints, Extent extent, Shown shown) {}
