/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

/**
 * That a submission went on a permit.
 *
 * @param permit the permit's id
 * @param recipients the submission's external recipients
 * @param used external recipients used of it, these included
 * @param quantity how many it gives in all
 */
public record PermitUse(String permit, long recipients, long used, long quantity) {}
