package dev.entitlements.shell.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a kernel made of files, and a program that loads into it or does not. */
class KernelAppArmorTest {
    private static final Map<String, byte[]> PROFILES =
            Map.of("entitlements-1", "profile entitlements-1 {}".getBytes(UTF_8));

    @TempDir
    private Path sys;

    private Path list;

    @BeforeEach
    void kernel() throws IOException {
        Path enabled = sys.resolve("module/apparmor/parameters/enabled");
        list = sys.resolve("kernel/security/apparmor/profiles");
        Files.createDirectories(enabled.getParent());
        Files.createDirectories(list.getParent());
        Files.writeString(enabled, "Y\n");
        Files.writeString(list, "docker-default (enforce)\nentitlements-2 (complain)\n");
    }

    @Test
    void loadsWhatTheKernelDoesNotEnforce() throws Exception {
        KernelAppArmor appArmor = new KernelAppArmor(sys, loader());

        assertThat(appArmor.isUsable()).isTrue();
        assertThat(appArmor.ensure(PROFILES)).isEmpty();

        assertThat(list).content().contains("entitlements-1 (enforce)");
    }

    @Test
    void loadsOnceAndAgainOnlyWhereItIsGone() throws Exception {
        KernelAppArmor appArmor = new KernelAppArmor(sys, loader());
        appArmor.ensure(PROFILES);
        appArmor.ensure(PROFILES);
        long once = Files.readAllLines(list).stream()
                .filter(line -> line.startsWith("entitlements-1"))
                .count();
        Files.writeString(list, "docker-default (enforce)\n");

        assertThat(appArmor.ensure(PROFILES)).isEmpty();

        assertThat(once).isEqualTo(1);
        assertThat(list).content().contains("entitlements-1 (enforce)");
    }

    @Test
    void replacesAProfileOfThatNameWhichItDidNotLoadItself() throws Exception {
        Files.writeString(list, "entitlements-1 (enforce)\n");

        new KernelAppArmor(sys, loader()).ensure(PROFILES);

        assertThat(Files.readAllLines(list)).as("loaded a second time").hasSize(2);
    }

    @Test
    void believesTheKernelAndNotTheProgram() throws Exception {
        KernelAppArmor appArmor = new KernelAppArmor(sys, program("cat > /dev/null; exit 0"));

        assertThat(appArmor.ensure(PROFILES))
                .isEqualTo(Map.of("entitlements-1", "the kernel does not list it as enforced"));
    }

    @Test
    void saysWhatTheProgramSays() throws Exception {
        KernelAppArmor appArmor = new KernelAppArmor(sys, program("echo 'syntax error in line 1'; exit 3"));

        assertThat(appArmor.ensure(PROFILES))
                .isEqualTo(Map.of("entitlements-1", "exit code 3: syntax error in line 1"));
    }

    @Test
    void isNotUsableWithoutTheKernelsSupportOrAProgram() throws Exception {
        assertThat(new KernelAppArmor(sys, null).isUsable()).isFalse();
        assertThat(new KernelAppArmor(sys.resolve("none"), loader()).isUsable()).isFalse();
        Files.writeString(sys.resolve("module/apparmor/parameters/enabled"), "N\n");
        assertThat(new KernelAppArmor(sys, loader()).isUsable()).isFalse();
    }

    /** Takes the name out of the profile's text and tells the kernel. */
    private String loader() throws IOException {
        return program("name=$(sed 's/profile \\([^ ]*\\).*/\\1/'); echo \"$name (enforce)\" >> '" + list + "'");
    }

    private String program(String script) throws IOException {
        Path program = sys.resolve("program");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program.toString();
    }
}
