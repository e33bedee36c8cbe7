/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * Reads {@code conf/mesura.xml} into values, or says everything that is wrong with it at once.
 *
 * <p>Start with {@link org.mesura.config.SettingsFile}, what is in force when the server starts, and
 * SettingsInForce, what is while it runs; {@link org.mesura.config.SettingsReader} makes the values, and {@link
 * org.mesura.config.Settings} is what they are. SettingsText is what an administrator wrote, LastGood its copy. This room
 * touches the core, Commons Configuration and James's file system.
 */
package org.mesura.config;
