package dev.entitlements.shell.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFolderTest {
    private static final String NAME = "0123.json";
    private static final byte[] TEXT = "{\"defaultAction\":\"SCMP_ACT_ERRNO\"}\n".getBytes(UTF_8);

    @TempDir
    private Path root;

    private Path file;

    @BeforeEach
    void where() {
        file = root.resolve("entitlements").resolve(NAME);
    }

    @Test
    void writesAFileThatOnlyItsOwnerMayChange() throws IOException {
        assertThat(ensure()).isTrue();

        assertThat(file).hasBinaryContent(TEXT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void leavesAloneWhatIsRight() throws IOException {
        ensure();
        Object before = Files.getAttribute(file, "unix:ino");

        assertThat(ensure()).isFalse();

        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(before);
    }

    @Test
    void repairsAFileThatSomebodyChanged() throws IOException {
        ensure();
        Files.writeString(file, "{\"defaultAction\":\"SCMP_ACT_ALLOW\"}");

        assertThat(ensure()).isTrue();

        assertThat(file).hasBinaryContent(TEXT);
    }

    @Test
    void repairsAFileThatEverybodyMayChange() throws IOException {
        ensure();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(ensure()).isTrue();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void replacesASymbolicLinkAndNotWhatItPointsTo() throws IOException {
        Path outside = Files.write(root.resolve("outside"), TEXT);
        ensure();
        Files.delete(file);
        Files.createSymbolicLink(file, outside);

        assertThat(ensure())
                .as("the same content behind a link is not a file of ours")
                .isTrue();

        assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(outside).hasBinaryContent(TEXT);
    }

    @Test
    void doesNotFollowALinkInThePlaceOfItsFolder() throws IOException {
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve("entitlements"), elsewhere);

        assertThatThrownBy(this::ensure).isInstanceOf(IOException.class);

        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void doesNotReplaceAFolderAndLeavesNothingOfTheAttempt() throws IOException {
        Files.createDirectories(file);

        assertThatThrownBy(this::ensure).isInstanceOf(IOException.class).hasMessage("`0123.json` is a folder");

        try (ProfileFolder folder = ProfileFolder.open(root)) {
            assertThat(folder.clean()).isEqualTo(1);
        }
        assertThat(file).isDirectory();
        assertThat(root.resolve("entitlements").toFile().list()).containsExactly(NAME);
    }

    @Test
    void removesOnlyWhatWasLeftUnfinished() throws IOException {
        ensure();
        Path unfinished = Files.writeString(file.resolveSibling(".tmp-1f"), "{\"defaul");
        Path others = Files.writeString(file.resolveSibling("notes.txt"), "mine");

        try (ProfileFolder folder = ProfileFolder.open(root)) {
            assertThat(folder.clean()).isEqualTo(1);
            assertThat(folder.list()).containsOnlyKeys(NAME, "notes.txt");
        }

        assertThat(unfinished).doesNotExist();
        assertThat(others).hasContent("mine");
    }

    private boolean ensure() throws IOException {
        try (ProfileFolder folder = ProfileFolder.open(root)) {
            return folder.ensure(NAME, TEXT);
        }
    }
}
