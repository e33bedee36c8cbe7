/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/** Mesura: moderation for the mail that the accounts of an Apache James server send. */
package org.mesura;
