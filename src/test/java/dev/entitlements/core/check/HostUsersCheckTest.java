package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostUsersCheckTest {
    @Test
    void refusesTrue() {
        assertThat(Lines.of(Scene.incoming()
                        .flag("hostUsers", true)
                        .container("app", Security.strict())
                        .findings(new HostUsersCheck())))
                .containsExactly(
                        "refuse HOST_USERS_NOT_GRANTED [] spec.hostUsers: `hostUsers: true` is not granted | declare `hostUsers: false`, or else: ask for `host.users.admin` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void refusesAbsenceInWhatIsStored() {
        assertThat(Lines.of(Scene.stored()
                        .flag("hostUsers", null)
                        .container("app", Security.strict())
                        .findings(new HostUsersCheck())))
                .containsExactly(
                        "refuse HOST_USERS_NOT_GRANTED [] spec.hostUsers: `hostUsers` is absent, which means true, and that is not granted | declare `hostUsers: false`, or else: ask for `host.users.admin` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void leavesAbsenceToBeWritten() {
        assertThat(Lines.of(Scene.incoming()
                        .flag("hostUsers", null)
                        .container("app", Security.strict())
                        .findings(new HostUsersCheck())))
                .isEmpty();
    }

    @Test
    void admitsAbsenceOnWindows() {
        assertThat(Lines.of(Scene.stored()
                        .windows()
                        .flag("hostUsers", null)
                        .container("app", Security.strict())
                        .findings(new HostUsersCheck())))
                .isEmpty();
    }

    @Test
    void admitsTrueWherePermitted() {
        assertThat(Lines.of(Scene.stored()
                        .flag("hostUsers", true)
                        .container("app", Security.strict(), "host.users.admin")
                        .findings(new HostUsersCheck())))
                .isEmpty();
    }

    @Test
    void admitsFalse() {
        assertThat(Lines.of(Scene.stored().container("app", Security.strict()).findings(new HostUsersCheck())))
                .isEmpty();
    }
}
