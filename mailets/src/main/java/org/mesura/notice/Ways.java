/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.util.Optional;
import java.util.stream.Stream;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** What templates can say of the institution, the right ways in it to reach many people, and whom to ask. */
final class Ways {
    private Ways() {}

    static ImmutableMap<String, Object> facts(Institution institution, Words words) {
        ImmutableMap.Builder<String, Object> facts = ImmutableMap.builder();
        facts.put("institution", institution.name());
        institution.helpPage().ifPresent(page -> facts.put("helpPage", page));
        institution
                .helpDesk()
                .ifPresent(desk -> facts.put("helpDesk", contact(desk).buildOrThrow()));
        ImmutableList<ImmutableMap<String, Object>> ways = Stream.of(
                        way("lists", institution.mailingLists(), words),
                        way("newsletter", institution.newsletter(), words),
                        way("folder", institution.sharedFolder(), words),
                        way("communications", institution.communications(), words))
                .flatMap(Optional::stream)
                .collect(ImmutableList.toImmutableList());
        if (!ways.isEmpty()) {
            facts.put("instead", true);
        }
        return facts.put("ways", ways).buildOrThrow();
    }

    private static Optional<ImmutableMap<String, Object>> way(String key, Optional<Contact> contact, Words words) {
        return contact.map(Ways::contact).map(way -> way.put("what", words.say("way." + key))
                .put("whatFor", words.say("way." + key + ".for"))
                .buildOrThrow());
    }

    private static ImmutableMap.Builder<String, Object> contact(Contact contact) {
        ImmutableMap.Builder<String, Object> facts = ImmutableMap.builder();
        facts.put("name", contact.name());
        contact.address().ifPresent(address -> facts.put("address", address));
        contact.page().ifPresent(page -> facts.put("page", page));
        contact.phone().ifPresent(phone -> facts.put("phone", phone));
        return facts;
    }
}
