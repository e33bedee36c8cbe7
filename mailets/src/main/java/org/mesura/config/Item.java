/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import java.util.stream.Stream;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * An element of the file, its values trimmed and interpolated. Only what {@link Form} declares can be asked for, so
 * that nothing is read that is not documented. A blank value is an absent one.
 *
 * @param path the names from the root to this element: {@code mesura/policies/policy}
 * @param text what stands in it besides elements
 * @param attributes its attributes by name
 * @param children its elements in their order
 */
record Item(String path, String text, ImmutableMap<String, String> attributes, ImmutableList<Item> children) {
    /** The element's own name. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    Optional<String> attribute(String attribute) {
        checkArgument(Form.knows(path + "@" + attribute), "%s@%s is not in the form", path, attribute);
        return Optional.ofNullable(attributes.get(attribute)).filter(value -> !value.isEmpty());
    }

    /** The element's own text. */
    Optional<String> content() {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    /** The text of the element {@code child}. */
    Optional<String> textOf(String child) {
        return one(child).flatMap(Item::content);
    }

    /** The element {@code child}; where it is absent, an empty one, which stands for the defaults. */
    Item section(String child) {
        return one(child).orElseGet(() -> new Item(path + "/" + child, "", ImmutableMap.of(), ImmutableList.of()));
    }

    Optional<Item> one(String child) {
        return all(child).findFirst();
    }

    Stream<Item> all(String child) {
        String wanted = path + "/" + child;
        checkArgument(Form.knows(wanted), "%s is not in the form", wanted);
        return children.stream().filter(item -> item.path().equals(wanted));
    }
}
