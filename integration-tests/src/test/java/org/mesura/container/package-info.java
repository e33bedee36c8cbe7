/* Licensed under the Apache License, Version 2.0; see LICENSE. */
/**
 * Stories of the image of {@code docker/Dockerfile}, tagged {@code container}: they need a container engine and are run with
 * {@code -Dmesura.container=required}; the base image is {@code -Dmesura.base}.
 */
package org.mesura.container;
