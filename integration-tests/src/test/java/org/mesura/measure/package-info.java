/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/** What measurements have in common: {@link org.mesura.measure.Measures}, the rows that they print and write. */
package org.mesura.measure;
