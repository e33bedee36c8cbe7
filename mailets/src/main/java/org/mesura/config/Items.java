/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.mesura.config.Mistakes.quote;

import java.util.Map;
import java.util.Objects;

import org.apache.commons.configuration2.interpol.ConfigurationInterpolator;
import org.apache.commons.configuration2.interpol.DefaultLookups;
import org.apache.commons.configuration2.tree.ImmutableNode;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * Makes {@link Item}s of what Commons Configuration read. Values may hold {@code ${env:NAME}}, {@code ${sys:name}} and,
 * with a default, {@code ${env:NAME:-text}}; no other lookup of Commons Configuration, some of which read files.
 */
final class Items {
    private static final int LONGEST_VALUE = 1_000;

    private final ConfigurationInterpolator interpolator = new ConfigurationInterpolator();
    private final Mistakes mistakes;

    Items(Mistakes mistakes) {
        this.mistakes = mistakes;
        interpolator.registerLookup("env", DefaultLookups.ENVIRONMENT.getLookup());
        interpolator.registerLookup("sys", DefaultLookups.SYSTEM_PROPERTIES.getLookup());
    }

    Item of(ImmutableNode root) {
        return of(root, root.getNodeName());
    }

    private Item of(ImmutableNode node, String path) {
        ImmutableMap.Builder<String, String> attributes = ImmutableMap.builder();
        for (Map.Entry<String, Object> attribute : node.getAttributes().entrySet()) {
            attributes.put(attribute.getKey(), value(attribute.getKey(), attribute.getValue()));
        }
        ImmutableList<Item> children = node.getChildren().stream()
                .map(child -> of(child, path + "/" + child.getNodeName()))
                .collect(ImmutableList.toImmutableList());
        return new Item(path, value(node.getNodeName(), node.getValue()), attributes.buildOrThrow(), children);
    }

    private String value(String name, Object value) {
        String text = Objects.toString(value, "").strip();
        if (text.length() > LONGEST_VALUE) {
            mistakes.add(name + " must have at most " + LONGEST_VALUE + " characters, got " + quote(text));
            return "";
        }
        String filled = interpolated(text);
        if (filled.contains("${")) {
            mistakes.add(name + " names a variable without a value, got " + quote(text));
            return "";
        }
        return filled;
    }

    private String interpolated(String text) {
        try {
            return String.valueOf(interpolator.interpolate(text)).strip();
        } catch (IllegalStateException e) {
            // a variable whose value names itself: as good as none
            return text;
        }
    }
}
