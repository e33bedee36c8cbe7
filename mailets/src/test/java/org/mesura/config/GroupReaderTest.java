/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.policy.Group;
import org.mesura.policy.Presets;
import org.mesura.policy.Terms;
import org.mesura.submission.Sender;

class GroupReaderTest {
    private static final String FROM_FILE = "<group name='press' policy='communications' members='groups/press.txt'/>";

    private Path folder;
    private Path file;

    @BeforeEach
    void makeFolder(@TempDir Path temporary) throws IOException {
        folder = temporary;
        file = folder.resolve("mesura.xml");
        Files.createDirectories(folder.resolve("groups"));
    }

    private Settings read(String groups) throws IOException {
        Files.writeString(file, "<mesura><assignments>" + groups + "</assignments></mesura>");
        return new SettingsReader().read(file);
    }

    private List<String> mistakes(String groups) {
        return catchThrowableOfType(InvalidSettings.class, () -> read(groups)).mistakes();
    }

    private void write(String members) throws IOException {
        Files.writeString(folder.resolve("groups/press.txt"), members);
    }

    private List<Group> groups(String groups) throws IOException {
        return read(groups).policies().assignments().groups();
    }

    private Terms termsOf(String account, String assignments) throws IOException {
        return read(assignments).policies().termsOf(new Sender(account));
    }

    @Test
    void groupShouldHaveTheMembersOfItsFileAndThoseWrittenInIt() throws IOException {
        write("Ana@alcaldia.example\nbeto@alcaldia.example\n");

        assertThat(groups("""
                        <group name="press" policy="communications" members="groups/press.txt">
                          <member>Carla@alcaldia.example</member>
                        </group>
                        """)).singleElement().satisfies(group -> {
            assertThat(group.name()).isEqualTo("press");
            assertThat(group.policy()).isEqualTo(Presets.byName().get("communications"));
            assertThat(group.members())
                    .containsExactlyInAnyOrder(
                            "ana@alcaldia.example", "beto@alcaldia.example", "carla@alcaldia.example");
        });
    }

    @Test
    void fileShouldBeReadWithoutCommentsBlankLinesAndByteOrderMark() throws IOException {
        write(
                "\uFEFF# the press office\r\n\r\n  ana@x.example  # Ana\r\n\tb#c@x.example\r\n#d@x.example\rnetwork:10.0.0.1");

        assertThat(groups(FROM_FILE).get(0).members())
                .containsExactly("ana@x.example", "b#c@x.example", "network:10.0.0.1");
    }

    @Test
    void groupMayBeEmpty() throws IOException {
        write("");

        assertThat(groups(FROM_FILE + "<group name='none' policy='staff'/>"))
                .allSatisfy(group -> assertThat(group.members()).isEmpty());
    }

    @Test
    void accountShouldGoBeforeGroupAndGroupBeforeDomain() throws IOException {
        String assignments = """
                <account name="ana@x.example" policy="restricted"/>
                <group name="press" policy="communications">
                  <member>ana@x.example</member><member>beto@x.example</member>
                </group>
                <domain name="x.example" policy="service-desk"/>
                """;

        assertThat(termsOf("ana@x.example", assignments).source()).isEqualTo("account");
        assertThat(termsOf("beto@x.example", assignments).source()).isEqualTo("group press");
        assertThat(termsOf("beto@x.example", assignments).policy().name()).isEqualTo("communications");
        assertThat(termsOf("carla@x.example", assignments).source()).isEqualTo("domain x.example");
    }

    @Test
    void firstGroupShouldCountWhenAnAccountIsInTwo() throws IOException {
        String both = "<group name='%s' policy='staff'><member>a@x.example</member></group>";

        assertThat(termsOf("a@x.example", both.formatted("z") + both.formatted("b"))
                        .source())
                .isEqualTo("group z");
    }

    @Test
    void mistakesInAFileShouldAllBeToldWithFileAndLine() throws IOException {
        write("ana@x.example\n# fine\nana x\n\nANA@x.example\nx@@y\n");

        assertThat(mistakes(FROM_FILE))
                .containsExactly(
                        "member must be an account such as ana@alcaldia.example, got 'ana x'"
                                + " (line 3 of groups/press.txt, " + file + ")",
                        "member 'ana@x.example' stands twice (line 5 of groups/press.txt, " + file + ")",
                        "member must be an account such as ana@alcaldia.example, got 'x@@y'"
                                + " (line 6 of groups/press.txt, " + file + ")");
    }

    @Test
    void listOfMistakesShouldEndWhenTheFileIsOfAnotherKind() throws IOException {
        write("<account/>\n".repeat(10_000));

        assertThat(mistakes(FROM_FILE))
                .hasSize(101)
                .last()
                .isEqualTo(
                        "has more mistakes, which are not listed, from line 101 on (groups/press.txt, " + file + ")");
    }

    @Test
    void otherEncodingShouldBeToldWhereItBegins() throws IOException {
        Files.write(folder.resolve("groups/press.txt"), "a@x.example\nperú@x.example".getBytes(ISO_8859_1));

        assertThat(mistakes(FROM_FILE))
                .containsExactly("the text is not valid UTF-8 at line 2, column 4: save the file as UTF-8"
                        + " (groups/press.txt, " + file + ")");
    }

    @Test
    void absentFileShouldBeNamed() {
        assertThat(mistakes(FROM_FILE))
                .containsExactly("members of group 'press' must be a file that can be read, got 'groups/press.txt':"
                        + " there is no file '" + folder.resolve("groups/press.txt") + "' (assignments, " + file + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../press.txt",
                "groups/../../press.txt",
                "groups/..",
                ".",
                "groups//press.txt",
                "groups/",
                "C:\\press.txt",
                "groups\\press.txt",
                "~/press.txt",
                "file:press.txt",
                ".ssh/id"
            })
    void fileShouldNotLieElsewhere(String path) {
        assertThat(mistakes("<group name='press' policy='staff' members='" + path + "'/>"))
                .containsExactly("members of group 'press' must be a file below the folder of this one, such as"
                        + " groups/prensa.txt, got '" + path + "' (assignments, " + file + ")");
    }

    @Test
    void fileShouldBeRefusedWhenItIsTooLarge() throws IOException {
        write("#".repeat(4_000_001));

        assertThat(mistakes(FROM_FILE))
                .singleElement()
                .asString()
                .contains("got 'groups/press.txt': the file must be at most 4000000 bytes (");
    }

    @Test
    void filesShouldBeRefusedWhenTheyAreTooLargeTogether() throws IOException {
        StringBuilder groups = new StringBuilder();
        for (int i = 1; i <= 6; i++) {
            Files.writeString(folder.resolve("groups/" + i), "#".repeat(3_900_000));
            groups.append("<group name='g%s' policy='staff' members='groups/%s'/>".formatted(i, i));
        }

        assertThat(mistakes(groups.toString()))
                .containsExactly(
                        "members of group 'g5' must be at most 16000000 bytes together with the other groups' files,"
                                + " got 'groups/5' (assignments, " + file + ")",
                        "members of group 'g6' must be at most 16000000 bytes together with the other groups' files,"
                                + " got 'groups/6' (assignments, " + file + ")");
    }

    @Test
    void membersShouldBeAtMostAHundredThousandInAll() throws IOException {
        String half = IntStream.range(0, 50_000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
        write(half);
        String twice = FROM_FILE + FROM_FILE.replace("'press'", "'again'");

        assertThat(groups(twice)).extracting(group -> group.members().size()).containsExactly(50_000, 50_000);
        assertThat(mistakes(twice + "<group name='more' policy='staff'><member>one</member></group>"))
                .containsExactly("groups must have at most 100000 members in all (assignments, " + file + ")");

        write(half + "\none");
        assertThat(mistakes(twice))
                .containsExactly("groups must have at most 100000 members in all (assignments, " + file + ")");
    }

    @Test
    void settingsWithoutAFolderShouldNotNameAFile() {
        assertThat(Xml.mistakesIn("<assignments>" + FROM_FILE + "</assignments>"))
                .containsExactly("members of group 'press' must not be named where the settings have no folder,"
                        + " got 'groups/press.txt' (assignments, conf/mesura.xml)");
    }

    @Test
    void anyBytesShouldGiveMembersOrMistakes() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] bytes =
                    "# á\r\nana@x.example\n\nb#c@x.example # b\n".repeat(3).getBytes(UTF_8);
            for (int i = random.nextInt(5); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(folder.resolve("groups/press.txt"), bytes);

            // "ana" stands three times, so that there is a mistake whatever the seed
            assertThat(mistakes(FROM_FILE)).as("seed %s", seed).isNotEmpty();
        }
    }
}
