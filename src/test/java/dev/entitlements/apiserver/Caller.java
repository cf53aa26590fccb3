package dev.entitlements.apiserver;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Who the API server knows by a token of ours. */
enum Caller {
    /** May do anything, as whoever installs us. */
    ADMIN("admin", "system:masters"),
    /** Makes the pods of Deployments and the service accounts of namespaces. */
    CONTROLLER_MANAGER("system:kube-controller-manager", ""),
    /** A kubelet: the only one who may make mirror pods. */
    NODE("system:node:node-1", "system:nodes"),
    /** May write pods in every namespace and nothing else. */
    AUTHOR("author", "authors");

    private final String user;
    private final String group;

    Caller(String user, String group) {
        this.user = user;
        this.group = group;
    }

    /** What it shows the API server; of no worth outside this test. */
    String token() {
        return "test-" + name();
    }

    /** The API server's token file. */
    static String file() {
        return Arrays.stream(values())
                .map(caller -> caller.token() + "," + caller.user + "," + caller.user
                        + (caller.group.isEmpty() ? "" : ",\"" + caller.group + "\""))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
