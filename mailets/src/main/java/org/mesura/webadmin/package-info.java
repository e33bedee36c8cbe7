/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/** What an administrator asks over James's WebAdmin, under {@code /mesura}. */
package org.mesura.webadmin;
