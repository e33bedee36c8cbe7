/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * {@code ./mvnw -Psoak}: a real server that goes through all that production does to one, and an account of every mail
 * afterwards. Start reading at {@link org.mesura.soak.Soak}; what is drawn is in {@link org.mesura.soak.Plan} and
 * {@link org.mesura.soak.Post}, what is judged in {@link org.mesura.soak.Accountant} and {@link org.mesura.soak.Grants}.
 */
package org.mesura.soak;
