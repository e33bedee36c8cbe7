/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.util.Optional;

/**
 * Somebody whom, or something which, a sender can turn to.
 *
 * @param name how it is called: {@code Mesa de ayuda}
 * @param address its mail address
 * @param page its web page
 * @param phone its telephone number, as people write it
 */
public record Contact(String name, Optional<String> address, Optional<String> page, Optional<String> phone) {}
