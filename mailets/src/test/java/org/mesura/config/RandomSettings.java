/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.xml.XmlEscapers;

/** A file of settings after {@link Form}: what it says is right, until mistakes are made in it, each in an element of its own. */
final class RandomSettings {
    /** What depends on other files, or must not be shown where it is wrong. */
    private static final ImmutableSet<String> LEFT_OUT = ImmutableSet.of(
            "mesura/assignments/group@members", "mesura/store/redis@sentinelPassword", "mesura/store/redis@trusted");

    private static final ImmutableSet<String> COUNTS = ImmutableSet.of(
            "recipients",
            "external recipients",
            "external recipients an hour",
            "notices",
            "mails",
            "refusals",
            "unknown recipients");
    private static final ImmutableList<String> POLICIES =
            ImmutableList.of("staff", "restricted", "service-desk", "application", "communications");

    private final Random random;
    private final Node root;
    private final List<Node> sound = new ArrayList<>();
    private int counter;

    RandomSettings(Random random) {
        this.random = random;
        this.root = element(Form.row(Form.ROOT), 0);
    }

    private static final class Node {
        private final FormRow row;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private final List<Node> children = new ArrayList<>();
        private final List<String> strangers = new ArrayList<>();
        private String text = "";

        private Node(FormRow row) {
            this.row = row;
        }

        private void write(StringBuilder xml) {
            xml.append('<').append(row.name());
            attributes.forEach((name, value) -> xml.append(' ')
                    .append(name)
                    .append("=\"")
                    .append(XmlEscapers.xmlAttributeEscaper().escape(value))
                    .append('"'));
            xml.append('>').append(XmlEscapers.xmlContentEscaper().escape(text));
            children.forEach(child -> child.write(xml));
            strangers.forEach(xml::append);
            xml.append("</").append(row.name()).append(">\n");
        }
    }

    String xml() {
        StringBuilder xml = new StringBuilder();
        root.write(xml);
        return xml.toString();
    }

    private Node element(FormRow row, int index) {
        Node node = new Node(row);
        sound.add(node);
        for (FormRow attribute : Form.attributesOf(row.path())) {
            if (!LEFT_OUT.contains(attribute.path()) && (isNeeded(attribute) || random.nextInt(3) == 0)) {
                node.attributes.put(attribute.name(), value(attribute, index));
            }
        }
        if (row.holdsText()) {
            node.text = value(row, index);
        }
        for (String name : Form.elementsOf(row.path())) {
            FormRow child = Form.row(row.path() + "/" + name);
            int most = child.repeats() ? 3 : 1;
            for (int number = random.nextInt(most + 1); number > 0; number--) {
                node.children.add(element(child, number));
            }
        }
        return node;
    }

    /** Two caps of one name stand apart by their windows, which therefore must be written. */
    private static boolean isNeeded(FormRow attribute) {
        return attribute.required() || attribute.path().startsWith("mesura/caps/");
    }

    /** Makes one more mistake, and gives what the report must say of it; none if nothing is left to be wrong. */
    Optional<String> mistake() {
        List<Node> left =
                sound.stream().filter(node -> node != root || sound.size() == 1).toList();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        Node node = left.get(random.nextInt(left.size()));
        sound.remove(node);
        String token = "zq" + counter++;
        return switch (random.nextInt(6)) {
            case 0 -> {
                node.attributes.put(token, "x");
                yield Optional.of(node.row.name() + " has an unknown attribute '" + token + "'");
            }
            case 1 -> {
                node.strangers.add("<" + token + ">x</" + token + ">");
                yield Optional.of("unknown element '" + token + "'");
            }
            case 2 -> missing(node).or(() -> wrong(node, token));
            case 3 -> text(node, token).or(() -> wrong(node, token));
            default -> wrong(node, token);
        };
    }

    private static Optional<String> missing(Node node) {
        return Form.attributesOf(node.row.path()).stream()
                .filter(row -> row.required() && node.attributes.containsKey(row.name()))
                .findFirst()
                .map(row -> {
                    node.attributes.remove(row.name());
                    return node.row.name() + " '" + row.name() + "' is missing";
                });
    }

    private static Optional<String> text(Node node, String token) {
        if (node.row.holdsText()) {
            return Optional.empty();
        }
        node.text = token;
        return Optional.of(node.row.name() + " must not hold text, got '" + token + "'");
    }

    /** A value that no unit knows, or a count below all. */
    private Optional<String> wrong(Node node, String token) {
        List<FormRow> rows = new ArrayList<>();
        Form.attributesOf(node.row.path()).stream()
                .filter(row -> node.attributes.containsKey(row.name()))
                .forEach(rows::add);
        if (node.row.holdsText()) {
            rows.add(node.row);
        }
        List<FormRow> checked = rows.stream().filter(RandomSettings::isChecked).toList();
        if (checked.isEmpty()) {
            return Optional.empty();
        }
        FormRow row = checked.get(random.nextInt(checked.size()));
        String value = COUNTS.contains(row.unit()) && random.nextBoolean()
                ? Integer.toString(-1_000 - counter)
                : token + " (,;";
        if (row.isAttribute()) {
            node.attributes.put(row.name(), value);
        } else {
            node.text = value;
        }
        return Optional.of("got '" + value + "'");
    }

    private static boolean isChecked(FormRow row) {
        // what is wrong with a URL is not shown, for a password may be in it
        return !row.unit().equals("text") && !row.path().equals("mesura/store/redis@url");
    }

    private String value(FormRow row, int index) {
        int number = counter++;
        String unit = row.unit().replace(", any number", "");
        return switch (row.path()) {
            case "mesura/institution/language" -> "es";
            case "mesura/institution/secondLanguage" -> "en";
            case "mesura/policies/policy@name" -> "p" + number;
            case "mesura/policies/policy/limit@measure" ->
                ImmutableList.of("bytes", "messages", "recipients", "external recipients")
                        .get(index);
            case "mesura/policies/policy/holdFor" -> "2d";
            case "mesura/caps/institution@window", "mesura/caps/domain@window" -> index + "h";
            case "mesura/permits/permit@from" -> "2026-12-01T08:00";
            case "mesura/permits/permit@until" -> any("2026-12-02", "2026-12-02T08:00-05:00", "2026-12-09T08:00:00Z");
            case "mesura/store@kind" -> any("embedded", "memory");
            case "mesura/store/redis@url" -> any("redis://localhost:6379", "rediss://u:p%40@redis.example");
            case "mesura/store/redis@topology" -> "standalone";
            case "mesura/store/redis@timeout" -> any("500ms", "1s");
            case "mesura/policies/policy/bulk@advise" -> "40";
            case "mesura/policies/policy/bulk@stop" -> "160";
            case "mesura/policies/policy/bulk@refuse" -> "600";
            case "mesura/policies/policy/deferral@reserveForOrdinary", "mesura/store/redis@localFactor" ->
                any("20%", "20");
            case "mesura/policies/policy/escalation@tellAdministratorAt" -> "130%";
            case "mesura/policies/policy/escalation@suspendAt" -> any("never", "200%");
            case "mesura/remoteRefusals@suspendAt" -> "20";
            case "mesura/remoteRefusals@holdAt" -> "70";
            case "mesura/held@messagesPerAccount",
                    "mesura/held@sizePerAccount",
                    "mesura/held@messages",
                    "mesura/held@size",
                    "mesura/submissions@size" -> row.byDefault();
            default -> ofUnit(unit, number);
        };
    }

    private String ofUnit(String unit, int number) {
        return switch (unit) {
            case "text" -> any("Alcaldía de Ejemplo", "市役所 & <co>", "'\"", "x".repeat(200));
            case "IANA time zone" -> any("America/Bogota", "Europe/Madrid", "UTC");
            case "mail address", "account" -> any("u", "ñandú", "o'neill+x") + number + "@alcaldia.example";
            case "web address" -> "https://www.alcaldia.example/" + number;
            case "domain", "domain or *.domain" -> "d" + number + ".example";
            case "policy name" -> POLICIES.get(random.nextInt(POLICIES.size()));
            case "letters, digits and . _ -" -> "n-" + number;
            case "number, size or unlimited" -> any("unlimited", "500", "1000000");
            case "address or CIDR" -> "10." + number % 256 + "." + number / 256 + ".0/24";
            case "time" -> any("1h", "60min", "3600s");
            case "time or 0" -> any("0", "10s", "5s");
            case "accounts or 0" -> any("0", "12");
            default -> COUNTS.contains(unit) ? any("3", "100") : choice(unit);
        };
    }

    private String choice(String unit) {
        List<String> choices = Splitter.on(", ").splitToList(unit);
        return choices.get(random.nextInt(choices.size()));
    }

    private String any(String... values) {
        return values[random.nextInt(values.length)];
    }

    /** What it says, for messages. */
    @Override
    public String toString() {
        return xml().lines().limit(200).collect(Collectors.joining("\n"));
    }
}
