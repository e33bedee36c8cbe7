/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/** The demo that {@code ./mvnw -Pdemo} plays; start reading at {@link org.mesura.runner.demo.Demo}. */
package org.mesura.runner.demo;
