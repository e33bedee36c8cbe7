/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.mesura.config.Mistakes.quote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.mesura.notice.Languages;
import org.mesura.notice.NoticeRules;

import com.google.common.collect.ImmutableList;

/**
 * Reads {@code conf/mesura.xml}, all of it, and says all that is wrong with it at once. First the whole file is held
 * against {@link Form}, then each section makes its values; where a value is a mistake its default stands in, so that
 * the rest can still be read and one mistake does not look like three.
 */
public final class SettingsReader {
    /** Reads the file at {@code file}, or throws {@link InvalidSettings} with every mistake in it. */
    public Settings read(Path file) {
        return read(bytes(file), file.toString());
    }

    /** Reads what mistakes call {@code place}, or throws {@link InvalidSettings} with every mistake in it. */
    public Settings read(InputStream stream, String place) {
        try {
            return read(bounded(stream), place);
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    /** The bytes of a file, no more of them than tell that it is too large. */
    static byte[] bytes(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidSettings(ImmutableList.of("there is no file " + quote(file.toString())));
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return bounded(stream);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    static Settings read(byte[] file, String place) {
        Mistakes mistakes = new Mistakes(place);
        Optional<Settings> settings = XmlSource.parse(file, mistakes)
                .map(root -> new Items(mistakes).of(root))
                .filter(root -> isRoot(root, mistakes))
                .map(root -> settings(root, mistakes));
        return settings.filter(all -> mistakes.none()).orElseThrow(mistakes::all);
    }

    private static boolean isRoot(Item root, Mistakes mistakes) {
        if (root.path().equals(Form.ROOT)) {
            return true;
        }
        mistakes.add("the root element must be 'mesura', got " + quote(root.path()));
        return false;
    }

    private static Settings settings(Item root, Mistakes mistakes) {
        FormCheck.check(root, mistakes);
        InstitutionReader institution = new InstitutionReader(root.section("institution"), mistakes);
        Languages languages = institution.languages();
        return new Settings(
                AssignmentReader.read(root, PolicyReader.read(root.section("policies"), mistakes), mistakes),
                institution.institution(languages.byDefault()),
                languages,
                notices(root.section("notices"), mistakes),
                institution.internalDomains(),
                new Networks(Listing.texts(root.section("networks"), "network", Network::parse, mistakes)),
                Listing.texts(root.section("alwaysOpen"), "recipient", Names::address, mistakes));
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

    private static byte[] bounded(InputStream stream) throws IOException {
        return stream.readNBytes(XmlSource.LARGEST + 1);
    }

    private static InvalidSettings unreadable(String place, IOException e) {
        String why = Mistakes.oneLine(String.valueOf(e.getMessage()));
        return new InvalidSettings(ImmutableList.of("the file cannot be read: " + why + " (" + place + ")"));
    }
}
