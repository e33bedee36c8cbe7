/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.embedded;

import java.util.Optional;

/**
 * What is to be written of one key.
 *
 * @param map the map of the file
 * @param value the new value; empty if the key is to be removed
 */
record Change(String map, String key, Optional<byte[]> value) {}
