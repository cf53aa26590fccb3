/*
 * What libseccomp makes of a profile, and what it knows.
 *
 *   libseccomp export    reads a profile from standard input, and writes the filter's instructions in hexadecimal, in the
 *                        byte order of the filter's architecture
 *   libseccomp numbers ARCHITECTURE
 *                        reads names from standard input, and writes after each the number it knows, or -
 *
 * A profile is made of these lines; values are decimal, as in the profile's JSON:
 *
 *   default ERRNO
 *   architecture NAME           the native one first; NAME as in the JSON, without SCMP_ARCH_
 *   allow NAME [INDEX OPERATOR VALUE VALUETWO]..
 *   errno ERRNO NAME
 *
 * Names that libseccomp does not know are left out, as runtimes do.
 */
#include <errno.h>
#include <seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *name;
    uint32_t token;
} architectures[] = {
    {"X86_64", SCMP_ARCH_X86_64}, {"X86", SCMP_ARCH_X86},         {"X32", SCMP_ARCH_X32},
    {"AARCH64", SCMP_ARCH_AARCH64}, {"ARM", SCMP_ARCH_ARM},       {"PPC64LE", SCMP_ARCH_PPC64LE},
    {"RISCV64", SCMP_ARCH_RISCV64}, {"S390X", SCMP_ARCH_S390X},
};

static const struct {
    const char *name;
    enum scmp_compare value;
} operators[] = {
    {"NE", SCMP_CMP_NE}, {"LT", SCMP_CMP_LT}, {"LE", SCMP_CMP_LE}, {"EQ", SCMP_CMP_EQ},
    {"GE", SCMP_CMP_GE}, {"GT", SCMP_CMP_GT}, {"MASKED_EQ", SCMP_CMP_MASKED_EQ},
};

static void fail(const char *what, const char *detail) {
    fprintf(stderr, "%s: %s\n", what, detail);
    exit(3);
}

static uint32_t architecture(const char *name) {
    for (size_t i = 0; i < sizeof architectures / sizeof *architectures; i++) {
        if (strcmp(architectures[i].name, name) == 0) {
            return architectures[i].token;
        }
    }
    fail("no such architecture", name);
    return 0;
}

static enum scmp_compare operator(const char *name) {
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (strcmp(operators[i].name, name) == 0) {
            return operators[i].value;
        }
    }
    fail("no such operator", name);
    return 0;
}

static char *word(void) {
    char *next = strtok(NULL, " \n");
    if (next == NULL) {
        fail("a line", "ends too early");
    }
    return next;
}

static scmp_filter_ctx filter;

static void add(uint32_t action, const char *name, const struct scmp_arg_cmp *conditions, unsigned int count) {
    int number = seccomp_syscall_resolve_name(name);
    if (number == __NR_SCMP_ERROR) {
        return;
    }
    int code = seccomp_rule_add_array(filter, action, number, count, conditions);
    if (code != 0) {
        fail(name, strerror(-code));
    }
}

static void allow(void) {
    const char *name = word();
    struct scmp_arg_cmp conditions[6];
    unsigned int count = 0;
    for (char *index = strtok(NULL, " \n"); index != NULL; index = strtok(NULL, " \n")) {
        if (count == 6) {
            fail(name, "more than six conditions");
        }
        conditions[count].arg = (unsigned int)strtoul(index, NULL, 10);
        conditions[count].op = operator(word());
        conditions[count].datum_a = strtoull(word(), NULL, 10);
        conditions[count].datum_b = strtoull(word(), NULL, 10);
        count++;
    }
    add(SCMP_ACT_ALLOW, name, conditions, count);
}

static void export(void) {
    char line[512];
    int native = 1;
    while (fgets(line, sizeof line, stdin) != NULL) {
        const char *what = strtok(line, " \n");
        if (what == NULL) {
            continue;
        }
        if (strcmp(what, "default") == 0) {
            filter = seccomp_init(SCMP_ACT_ERRNO((uint16_t)strtoul(word(), NULL, 10)));
        } else if (strcmp(what, "architecture") == 0) {
            uint32_t token = architecture(word());
            if (native && token != seccomp_arch_native() && seccomp_arch_remove(filter, SCMP_ARCH_NATIVE) != 0) {
                fail("architecture", "cannot leave out this machine's own");
            }
            int code = seccomp_arch_add(filter, token);
            if (code != 0 && code != -EEXIST) {
                fail("architecture", strerror(-code));
            }
            native = 0;
        } else if (strcmp(what, "allow") == 0) {
            allow();
        } else if (strcmp(what, "errno") == 0) {
            uint32_t action = SCMP_ACT_ERRNO((uint16_t)strtoul(word(), NULL, 10));
            add(action, word(), NULL, 0);
        } else {
            fail("no such line", what);
        }
    }
    FILE *file = tmpfile();
    int code = file == NULL ? -errno : seccomp_export_bpf(filter, fileno(file));
    if (code != 0) {
        fail("export", strerror(-code));
    }
    rewind(file);
    for (int byte = getc(file); byte != EOF; byte = getc(file)) {
        printf("%02x", byte);
    }
    putchar('\n');
}

static void numbers(uint32_t token) {
    char line[128];
    while (fgets(line, sizeof line, stdin) != NULL) {
        const char *name = strtok(line, " \n");
        int number = name == NULL ? -1 : seccomp_syscall_resolve_name_arch(token, name);
        number < 0 ? printf("%s\t-\n", name) : printf("%s\t%d\n", name, number);
    }
}

int main(int count, char **words) {
    if (count == 2 && strcmp(words[1], "export") == 0) {
        export();
        return 0;
    }
    if (count == 3 && strcmp(words[1], "numbers") == 0) {
        numbers(architecture(words[2]));
        return 0;
    }
    fputs("usage: libseccomp export|numbers ARCHITECTURE\n", stderr);
    return 2;
}
