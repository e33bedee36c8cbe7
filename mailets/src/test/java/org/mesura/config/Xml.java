/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads settings from text, as if it stood in conf/mesura.xml. */
final class Xml {
    static final String PLACE = "conf/mesura.xml";

    private Xml() {}

    static Settings read(String xml) {
        return read(xml.getBytes(StandardCharsets.UTF_8));
    }

    static Settings read(byte[] xml) {
        return new SettingsReader().read(new ByteArrayInputStream(xml), PLACE);
    }

    /** The settings of a file with {@code sections} in its root. */
    static Settings sections(String sections) {
        return read("<mesura>" + sections + "</mesura>");
    }

    static List<String> mistakes(String xml) {
        return mistakes(xml.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> mistakes(byte[] xml) {
        return catchThrowableOfType(InvalidSettings.class, () -> read(xml)).mistakes();
    }

    /** The mistakes of a file with {@code sections} in its root. */
    static List<String> mistakesIn(String sections) {
        return mistakes("<mesura>" + sections + "</mesura>");
    }
}
