package dev.entitlements.core.check;

import dev.entitlements.core.request.DeclaredProfile;
import dev.entitlements.core.request.SeLinux;
import dev.entitlements.core.request.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A security context written field by field; fields not written are absent. */
public final class Security {
    private @Nullable Boolean privileged;
    private @Nullable Boolean escalation;
    private @Nullable Boolean readOnlyRoot;
    private @Nullable Boolean nonRoot;
    private @Nullable Long user;
    private @Nullable Long group;
    private @Nullable Long fsGroup;
    private List<Long> groups = List.of();
    private List<String> add = List.of();
    private List<String> drop = List.of();
    private @Nullable DeclaredProfile seccomp;
    private @Nullable DeclaredProfile appArmor;
    private String procMount = "";
    private SeLinux seLinux = SeLinux.NONE;
    private List<String> sysctls = List.of();
    private @Nullable Boolean hostProcess;
    private List<String> unknown = List.of();

    /** Nothing declared. */
    public static Security empty() {
        return new Security();
    }

    /** What is written into a container without any grant. */
    public static Security strict() {
        return new Security()
                .escalation(false)
                .readOnlyRoot(true)
                .nonRoot(true)
                .user(1000L)
                .drop("ALL")
                .seccomp("RuntimeDefault", "");
    }

    public Security privileged(@Nullable Boolean value) {
        privileged = value;
        return this;
    }

    public Security escalation(@Nullable Boolean value) {
        escalation = value;
        return this;
    }

    public Security readOnlyRoot(@Nullable Boolean value) {
        readOnlyRoot = value;
        return this;
    }

    public Security nonRoot(@Nullable Boolean value) {
        nonRoot = value;
        return this;
    }

    public Security user(@Nullable Long value) {
        user = value;
        return this;
    }

    public Security group(@Nullable Long value) {
        group = value;
        return this;
    }

    public Security fsGroup(@Nullable Long value) {
        fsGroup = value;
        return this;
    }

    public Security groups(Long... values) {
        groups = List.of(values);
        return this;
    }

    public Security add(String... values) {
        add = List.of(values);
        return this;
    }

    public Security drop(String... values) {
        drop = List.of(values);
        return this;
    }

    public Security seccomp(String type, String name) {
        seccomp = new DeclaredProfile(type, name);
        return this;
    }

    public Security noSeccomp() {
        seccomp = null;
        return this;
    }

    public Security appArmor(String type, String name) {
        appArmor = new DeclaredProfile(type, name);
        return this;
    }

    public Security procMount(String value) {
        procMount = value;
        return this;
    }

    public Security seLinux(SeLinux value) {
        seLinux = value;
        return this;
    }

    public Security sysctls(String... values) {
        sysctls = List.of(values);
        return this;
    }

    public Security hostProcess(@Nullable Boolean value) {
        hostProcess = value;
        return this;
    }

    public Security unknown(String... values) {
        unknown = List.of(values);
        return this;
    }

    /** The record. */
    public SecurityContext context() {
        return new SecurityContext(
                privileged,
                escalation,
                readOnlyRoot,
                nonRoot,
                user,
                group,
                fsGroup,
                groups,
                add,
                drop,
                seccomp,
                appArmor,
                procMount,
                seLinux,
                sysctls,
                hostProcess,
                unknown);
    }
}
