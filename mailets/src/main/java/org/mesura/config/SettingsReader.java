/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.mesura.config.Mistakes.quote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

import org.mesura.notice.Institution;
import org.mesura.notice.Languages;
import org.mesura.notice.NoticeRules;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * Reads {@code conf/mesura.xml}, all of it, and says all that is wrong with it at once. First the whole file is held
 * against {@link Form}, then each section makes its values; where a value is a mistake its default stands in, so that
 * the rest can still be read and one mistake does not look like three.
 */
public final class SettingsReader {
    private static final Function<String, StoreKind> STORES = Values.oneOf(
            ImmutableMap.of("embedded", StoreKind.EMBEDDED, "memory", StoreKind.MEMORY, "redis", StoreKind.REDIS));

    /** Reads the file at {@code file}, or throws {@link InvalidSettings} with every mistake in it. */
    public Settings read(Path file) {
        return new SettingsText(file).settings();
    }

    /**
     * Reads what mistakes call {@code place}, or throws {@link InvalidSettings} with every mistake in it. It has no
     * folder, so its groups cannot name files of members.
     */
    public Settings read(InputStream stream, String place) {
        try {
            return read(FileText.bounded(stream), place, MemberFiles.NONE);
        } catch (IOException e) {
            throw new InvalidSettings(ImmutableList.of(FileText.fault(e, place)));
        }
    }

    static Settings read(byte[] file, String place, MemberFiles files) {
        Mistakes mistakes = new Mistakes(place);
        Optional<Settings> settings = XmlSource.parse(file, mistakes)
                .map(root -> new Items(mistakes).of(root))
                .filter(root -> isRoot(root, mistakes))
                .map(root -> settings(root, files, mistakes));
        return settings.filter(all -> mistakes.none()).orElseThrow(mistakes::all);
    }

    private static boolean isRoot(Item root, Mistakes mistakes) {
        if (root.path().equals(Form.ROOT)) {
            return true;
        }
        mistakes.add("the root element must be 'mesura', got " + quote(root.path()));
        return false;
    }

    private static Settings settings(Item root, MemberFiles files, Mistakes mistakes) {
        FormCheck.check(root, mistakes);
        InstitutionReader reader = new InstitutionReader(root.section("institution"), mistakes);
        Languages languages = reader.languages();
        Institution institution = reader.institution(languages.byDefault());
        Item store = root.section("store");
        StoreKind kind =
                mistakes.read("store 'kind'", store.attribute("kind"), STORES).orElse(Defaults.STORE);
        return new Settings(
                new PolicyBookReader(files, institution.timeZone(), mistakes).read(root),
                institution,
                languages,
                notices(root.section("notices"), mistakes),
                mistakes.read(
                                "notices 'deferredAfter'",
                                root.section("notices").attribute("deferredAfter"),
                                text -> Values.delay(text, Defaults.LATEST_DEFERRED))
                        .orElse(Defaults.DEFERRED_AFTER),
                new HeldReader(root.section("held"), mistakes).read(),
                reader.internalDomains(),
                new Networks(Listing.texts(root.section("networks"), "network", Network::parse, mistakes)),
                Listing.texts(root.section("alwaysOpen"), "recipient", Names::address, mistakes),
                Listing.texts(root.section("exempt"), "recipient", Names::address, mistakes),
                new RemoteRefusalsReader(root.section("remoteRefusals"), mistakes).read(),
                new ChainLettersReader(root.section("chainLetters"), mistakes).read(),
                new SubmissionsReader(root.section("submissions"), mistakes).read(),
                kind,
                redis(kind, store, mistakes));
    }

    private static Optional<RedisSettings> redis(StoreKind kind, Item store, Mistakes mistakes) {
        Optional<RedisSettings> redis = store.one("redis").map(item -> new RedisReader(item, mistakes).read());
        if (kind == StoreKind.REDIS && redis.isEmpty()) {
            mistakes.add("store 'kind' must not be redis without <redis url='…'/> in it");
        }
        return redis.filter(named -> kind == StoreKind.REDIS);
    }

    private static NoticeRules notices(Item notices, Mistakes mistakes) {
        return new NoticeRules(
                mistakes.read("notices 'quietPeriod'", notices.attribute("quietPeriod"), Values::window)
                        .orElse(Defaults.NOTICES.quietPeriod()),
                mistakes.read("notices 'perAccountPerDay'", notices.attribute("perAccountPerDay"), Values::smallCount)
                        .orElse(Defaults.NOTICES.perAccountPerDay()),
                mistakes.read("notices 'perHour'", notices.attribute("perHour"), Values::smallCount)
                        .orElse(Defaults.NOTICES.perHour()));
    }
}
