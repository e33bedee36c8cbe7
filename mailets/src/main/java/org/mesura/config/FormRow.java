/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

/**
 * One element or attribute of the file.
 *
 * @param path from the root, an attribute after {@code @}: {@code mesura/notices@perHour}
 * @param repeats whether the element may stand more than once
 * @param holdsText whether text may stand in the element
 * @param unit what its value is
 * @param byDefault the value where nothing is written, or {@link #REQUIRED}
 */
record FormRow(String path, boolean repeats, boolean holdsText, String unit, String byDefault) {
    /** The default of a setting that must be written wherever its element is. */
    static final String REQUIRED = "required";

    static final String NONE = "none";

    /** An element that stands once and holds elements or attributes. */
    static FormRow section(String path) {
        return new FormRow(path, false, false, "section", NONE);
    }

    /** An element that may repeat and holds elements or attributes. */
    static FormRow entries(String path) {
        return new FormRow(path, true, false, "any number", NONE);
    }

    /** An element that may repeat and holds text. */
    static FormRow texts(String path, String unit) {
        return new FormRow(path, true, true, unit + ", any number", NONE);
    }

    /** An element that stands once and holds text. */
    static FormRow text(String path, String unit, Object byDefault) {
        return new FormRow(path, false, true, unit, byDefault.toString());
    }

    static FormRow attribute(String path, String unit, Object byDefault) {
        return new FormRow(path, false, false, unit, byDefault.toString());
    }

    boolean isAttribute() {
        return path.contains("@");
    }

    boolean required() {
        return byDefault.equals(REQUIRED);
    }

    /** The path of the element that this stands in; empty for the root. */
    String parent() {
        return path.substring(0, Math.max(0, lastSeparator()));
    }

    String name() {
        return path.substring(lastSeparator() + 1);
    }

    private int lastSeparator() {
        return Math.max(path.lastIndexOf('/'), path.lastIndexOf('@'));
    }
}
