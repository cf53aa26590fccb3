package dev.entitlements.truth.start;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every program, the least names with which it starts, and with one level less why it does not. */
final class Trials {
    private static final String NOBODY = "nobody";
    private static final String FLOOR = "network.none, security.confined";
    private static final String USER = "network.user, security.confined";

    /** How each language starts our program. */
    private static final Map<String, List<String>> LANGUAGES = Map.of(
            "glibc, dynamic", List.of("/app/start-dynamic"),
            "glibc, static", List.of("/app/start-static"),
            "musl, static", List.of("/app/start-musl"),
            "Go", List.of("/app/start-go"),
            "JVM", List.of("java", "-cp", "/run", JavaProgram.class.getName()),
            "Node.js", List.of(node(), "/app/start.js"),
            "Python", List.of("/usr/bin/python3", "/app/start.py"));

    /** Why a program cannot open a socket: its language's word for EPERM. */
    private static final Map<String, String> NO_SOCKET = Map.of(
            "Go", "socket: operation not permitted",
            "JVM", "java.net.SocketException: Operation not permitted",
            "Node.js", "EPERM listen EPERM: operation not permitted",
            "Python", "PermissionError: [Errno 1] Operation not permitted");

    private Trials() {}

    static List<Trial> all() {
        List<Trial> all = new ArrayList<>();
        LANGUAGES.keySet().stream().sorted().forEach(language -> all.addAll(language(language)));
        all.addAll(nginx());
        all.addAll(redis());
        all.addAll(postgres());
        all.addAll(tools());
        return all;
    }

    private static List<Trial> language(String language) {
        Trial compute = told(language, "compute");
        Trial serve = told(language, "serve");
        return List.of(
                compute.starts(FLOOR, "computed"),
                serve.starts(USER, "served"),
                serve.fails(FLOOR, NO_SOCKET.getOrDefault(language, "socket: Operation not permitted")));
    }

    private static Trial told(String language, String word) {
        List<String> words = new ArrayList<>(LANGUAGES.getOrDefault(language, List.of()));
        words.add(word);
        return Trial.of(language, NOBODY, words.toArray(String[]::new));
    }

    private static List<Trial> nginx() {
        Trial usual = Trial.of("nginx", "root", "sh", "/app/nginx.sh", "/app/nginx-root.conf", "80");
        Trial plain = Trial.of("nginx", "www-data", "sh", "/app/nginx.sh", "/app/nginx-user.conf", "8080");
        return List.of(
                usual.starts("network.bind, security.baseline", "served"),
                usual.fails("network.user, security.baseline", "bind() to 0.0.0.0:80 failed (13: Permission denied)"),
                usual.fails(
                        "network.none, security.baseline", "socket() 0.0.0.0:80 failed (1: Operation not permitted)"),
                usual.fails("network.bind, security.root", "chown(\"/tmp/body\", "),
                plain.starts(USER, "served"),
                plain.fails(FLOOR, "socket() 0.0.0.0:8080 failed (1: Operation not permitted)"));
    }

    private static List<Trial> redis() {
        Trial onPort = Trial.of("redis", "redis", "sh", "/app/redis.sh", "6379");
        Trial local = Trial.of("redis, local socket", "redis", "sh", "/app/redis.sh", "0");
        return List.of(
                onPort.starts(USER, "served"),
                onPort.fails(
                        FLOOR,
                        "Could not create server TCP listening socket 127.0.0.1:6379: unable to bind socket, errno: 1"),
                local.starts(FLOOR, "served"));
    }

    private static List<Trial> postgres() {
        Trial onPort = Trial.of("postgres", "postgres", "sh", "/app/postgres.sh", "127.0.0.1");
        Trial local = Trial.of("postgres, local socket", "postgres", "sh", "/app/postgres.sh", "");
        return List.of(
                onPort.starts(USER, "served"),
                onPort.fails(FLOOR, "could not create IPv4 socket for address \"127.0.0.1\": Operation not permitted"),
                local.starts(FLOOR, "served"));
    }

    private static List<Trial> tools() {
        Trial lock = Trial.of("memory lock", NOBODY, "/app/start-dynamic", "lock");
        Trial strace = Trial.of("strace", NOBODY, "strace", "-e", "trace=write", "echo", "traced");
        Trial mount = Trial.of("mount", "root", "sh", "-c", "mount -t tmpfs none /tmp && echo mounted");
        return List.of(
                lock.starts("network.none, security.memory-lock", "locked"),
                lock.fails(FLOOR, "mlock: Operation not permitted"),
                strace.starts("network.none, security.debug", "traced"),
                strace.fails(FLOOR, "strace: ptrace(PTRACE_TRACEME, ...): Operation not permitted"),
                mount.starts("network.none, security.admin", "mounted"),
                mount.fails("network.none, security.baseline", "mount: /tmp: permission denied"));
    }

    /** Node.js may lie outside of the folders that others are in. */
    private static String node() {
        return Path.of("/usr/local/bin/node").toFile().exists() ? "/usr/local/bin/node" : "/usr/bin/node";
    }
}
