/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * Reads {@code conf/mesura.xml} into values, or says everything that is wrong with it at once.
 *
 * <p>This room touches the core, Commons Configuration and James's file system.
 */
package org.mesura.config;
