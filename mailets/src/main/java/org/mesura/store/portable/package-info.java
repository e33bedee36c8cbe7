/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * The state of all accounts as JSON, one line each, that goes from one store to another and that people can read.
 *
 * <p>Start with {@link org.mesura.store.portable.StateExport}. What is read may have been written by anybody: it gives an
 * {@link IllegalArgumentException} that says where it is wrong. This room touches the values of the core, the JDK, Guava and
 * Jackson.
 */
package org.mesura.store.portable;
