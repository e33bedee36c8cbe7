/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.policy.Mode;

class SettingsFileTest {
    private static final String OBSERVE = "<mesura mode='observe'/>";
    private static final String BROKEN = "<mesura mode='off'><notices perHour='0'/></mesura>";

    private Path folder;
    private Path file;
    private Path lastGood;

    @BeforeEach
    void nameFiles(@TempDir Path temporary) {
        folder = temporary;
        file = folder.resolve("mesura.xml");
        lastGood = folder.resolve("var/mesura/policy.last-good.xml");
    }

    private LoadedSettings load() {
        return new SettingsFile(file, lastGood).load();
    }

    @Test
    void validFileShouldBeInForceAndKept() throws IOException {
        Files.writeString(file, OBSERVE);

        var loaded = load();

        assertThat(loaded.settings().policies().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(loaded.source()).isEqualTo(file);
        assertThat(loaded.mistakes()).isEmpty();
        assertThat(loaded.degraded()).isFalse();
        assertThat(lastGood).hasSameBinaryContentAs(file);
        assertThat(lastGood.getParent()).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void newerValidFileShouldReplaceTheCopy() throws IOException {
        Files.writeString(file, "<mesura/>");
        load();
        Files.writeString(file, OBSERVE);
        load();

        assertThat(lastGood).hasContent(OBSERVE);
    }

    @Test
    void copyShouldNotBeWrittenAgainWhenTheFileIsTheSame() throws IOException {
        Files.writeString(file, OBSERVE);
        load();
        FileTime before = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(lastGood, before);

        load();

        assertThat(Files.getLastModifiedTime(lastGood)).isEqualTo(before);
    }

    @Test
    void lastGoodCopyShouldBeInForceWithAllMistakesWhenTheFileIsBroken() throws IOException {
        Files.writeString(file, OBSERVE);
        load();
        Files.writeString(file, BROKEN);

        var loaded = load();

        assertThat(loaded.settings().policies().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(loaded.source()).isEqualTo(lastGood);
        assertThat(loaded.degraded()).isTrue();
        assertThat(loaded.mistakes())
                .containsExactly(
                        "mesura 'mode' must be enforce or observe, got 'off' (" + file + ")",
                        "notices 'perHour' must be at least 1, got '0' (" + file + ")");
        assertThat(lastGood).hasContent(OBSERVE);
    }

    @Test
    void lastGoodCopyShouldBeInForceWhenTheFileIsAbsent() throws IOException {
        Files.writeString(file, OBSERVE);
        load();
        Files.delete(file);

        var loaded = load();

        assertThat(loaded.source()).isEqualTo(lastGood);
        assertThat(loaded.mistakes()).containsExactly("there is no file '" + file + "'");
    }

    @Test
    void nothingShouldStartWhenTheFileIsBrokenAndNoCopyExists() throws IOException {
        Files.writeString(file, BROKEN);

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(this::load)
                .withMessage(String.join(
                        "\n  ",
                        "Mesura cannot use its settings:",
                        "mesura 'mode' must be enforce or observe, got 'off' (" + file + ")",
                        "notices 'perHour' must be at least 1, got '0' (" + file + ")",
                        "and no last good copy to go by instead:",
                        "there is no file '" + lastGood + "'"));
        assertThat(lastGood).doesNotExist();
    }

    @Test
    void nothingShouldStartWhenTheCopyIsBrokenToo() throws IOException {
        Files.createDirectories(lastGood.getParent());
        Files.writeString(lastGood, BROKEN);

        assertThatExceptionOfType(InvalidSettings.class).isThrownBy(this::load).satisfies(e -> assertThat(e.mistakes())
                .containsExactly(
                        "there is no file '" + file + "'",
                        "and no last good copy to go by instead:",
                        "mesura 'mode' must be enforce or observe, got 'off' (" + lastGood + ")",
                        "notices 'perHour' must be at least 1, got '0' (" + lastGood + ")"));
    }

    @Test
    void validFileShouldBeInForceWhenItCannotBeKept() throws IOException {
        Files.writeString(file, OBSERVE);
        Files.writeString(lastGood.getParent().getParent(), "a file where a folder should be");

        assertThat(load().degraded()).isFalse();
    }

    @Test
    void validFileShouldReplaceABrokenCopy() throws IOException {
        Files.createDirectories(lastGood.getParent());
        Files.writeString(lastGood, BROKEN);
        Files.writeString(file, OBSERVE);

        assertThat(load().source()).isEqualTo(file);
        assertThat(lastGood).hasContent(OBSERVE);
    }

    @Test
    void folderInPlaceOfTheFileShouldBeAMistake() throws IOException {
        Files.createDirectories(file);

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(this::load)
                .withMessageContaining("there is no file '" + file + "'");
    }

    @Test
    void lastGoodCopyShouldStandAloneWhenFileAndMembersAreGone() throws IOException {
        write("ana@x.example", "beto@x.example");
        load();
        Files.delete(file);
        Files.delete(folder.resolve("groups/a.txt"));
        Files.delete(folder.resolve("groups/b.txt"));

        var loaded = load();

        assertThat(loaded.source()).isEqualTo(lastGood);
        assertThat(members(loaded)).containsExactly("ana@x.example", "beto@x.example");
    }

    @Test
    void lastGoodCopyShouldBeInForceWhenAFileOfMembersIsBroken() throws IOException {
        write("ana@x.example", "beto@x.example");
        load();
        Files.writeString(folder.resolve("groups/a.txt"), "not an account");

        var loaded = load();

        assertThat(members(loaded)).containsExactly("ana@x.example", "beto@x.example");
        assertThat(loaded.mistakes()).singleElement().asString().contains("(line 1 of groups/a.txt, " + file + ")");
    }

    @Test
    void copyOfMembersShouldBeReplacedWhenTheyChange() throws IOException {
        write("ana@x.example", "beto@x.example");
        load();
        write("carla@x.example", "diego@x.example");
        load();
        Files.delete(file);

        assertThat(members(load())).containsExactly("carla@x.example", "diego@x.example");
        assertThat(copiesOfMembers()).hasSize(1);
    }

    @Test
    void copyOfMembersShouldNotBeWrittenAgainWhenTheyAreTheSame() throws IOException {
        write("ana@x.example", "beto@x.example");
        load();
        FileTime before = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Path copy = copiesOfMembers().get(0);
        Files.setLastModifiedTime(copy, before);

        load();

        assertThat(Files.getLastModifiedTime(copy)).isEqualTo(before);
    }

    @Test
    void copyOfMembersShouldBeRemovedWhenTheyAreNoLongerNamed() throws IOException {
        write("ana@x.example", "beto@x.example");
        load();
        Files.writeString(file, OBSERVE);
        load();

        assertThat(lastGood.getParent()).isDirectoryContaining(path -> path.equals(lastGood));
        assertThat(lastGood.resolveSibling("policy.last-good.members")).doesNotExist();
    }

    @Test
    void formerCopyShouldFindItsOwnMembersWhenTheProcessDiedBetweenTheNewOnes() throws IOException {
        write("ana@x.example", "beto@x.example");
        load();
        byte[] former = Files.readAllBytes(lastGood);
        Path formerMembers = copiesOfMembers().get(0);
        byte[] archive = Files.readAllBytes(formerMembers);
        Files.writeString(file, Files.readString(file).replace("<mesura>", "<mesura mode='observe'>"));
        Files.writeString(folder.resolve("groups/a.txt"), "carla@x.example");
        load();
        // as it lies when the new members are written and the new copy is not
        Files.write(lastGood, former);
        Files.write(formerMembers, archive);
        Files.delete(file);

        assertThat(members(load())).containsExactly("ana@x.example", "beto@x.example");
    }

    @Test
    void copyShouldBeAMistakeWhenItsMembersAreGoneOrDamaged() throws IOException {
        write("ana@x.example", "beto@x.example");
        load();
        Files.delete(file);
        Files.writeString(copiesOfMembers().get(0), "PK\u0003\u0004 damaged");

        assertThatExceptionOfType(InvalidSettings.class).isThrownBy(this::load);

        Files.delete(copiesOfMembers().get(0));
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(this::load)
                .withMessageContaining("members of group 'a' must be a file that was kept with this copy,"
                        + " got 'groups/a.txt' (assignments, " + lastGood + ")");
    }

    @Test
    void damagedCopyOfMembersShouldBeReplacedByValidOnes() throws IOException {
        write("ana@x.example", "beto@x.example");
        load();
        Files.writeString(copiesOfMembers().get(0), "damaged");
        load();
        Files.delete(file);

        assertThat(members(load())).containsExactly("ana@x.example", "beto@x.example");
    }

    private void write(String a, String b) throws IOException {
        Files.createDirectories(folder.resolve("groups"));
        Files.writeString(folder.resolve("groups/a.txt"), a);
        Files.writeString(folder.resolve("groups/b.txt"), b);
        Files.writeString(file, """
                <mesura><assignments>
                  <group name="a" policy="staff" members="groups/a.txt"/>
                  <group name="b" policy="staff" members="groups/b.txt"/>
                </assignments></mesura>
                """);
    }

    private static List<String> members(LoadedSettings loaded) {
        return loaded.settings().policies().assignments().groups().stream()
                .flatMap(group -> group.members().stream())
                .toList();
    }

    private List<Path> copiesOfMembers() throws IOException {
        try (var files = Files.list(lastGood.resolveSibling("policy.last-good.members"))) {
            return files.toList();
        }
    }
}
