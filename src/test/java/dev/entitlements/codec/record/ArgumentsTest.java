package dev.entitlements.codec.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void separatesAtTheOutermostCommasOnly() {
        assertThat(Arguments.split("3, {sa_family=AF_INET, sin_port=htons(80)}, [16 => 2, 3], 0"))
                .containsExactly("3", "{sa_family=AF_INET, sin_port=htons(80)}", "[16 => 2, 3]", "0");
        assertThat(Arguments.split("")).isEmpty();
        assertThat(Arguments.split("NULL")).containsExactly("NULL");
    }

    @Test
    void leavesStringsWhole() {
        assertThat(Arguments.split("\"a, (b\", \"\\\", c\"..., 7")).containsExactly("\"a, (b\"", "\"\\\", c\"...", "7");
        assertThat(Arguments.split("\"never closed, 1")).containsExactly("\"never closed, 1");
    }

    @Test
    void findsAnArgumentByItsName() {
        assertThat(Arguments.named("child_stack=NULL, flags=CLONE_VM|SIGCHLD, tls=0", "flags"))
                .isEqualTo("CLONE_VM|SIGCHLD");
        assertThat(Arguments.named("{flags=CLONE_VM, exit_signal=0}, 88", "flags"))
                .isEqualTo("CLONE_VM");
        assertThat(Arguments.named("child_stack=NULL, noflags=CLONE_VM", "flags"))
                .isEmpty();
        assertThat(Arguments.named("child_stack=NULL", "flags")).isEmpty();
    }
}
