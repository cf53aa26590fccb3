package dev.entitlements.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Our agent of a node, as the stored DaemonSet runs it. */
final class NodeAgent {
    private NodeAgent() {}

    /** Its command on this machine, for a node; whoever starts it may say more. */
    static List<String> command(Api admin, String node) {
        JsonNode container = admin.get("/apis/apps/v1/namespaces/" + Cluster.NAMESPACE + "/daemonsets/node-agent")
                .stored()
                .at("/spec/template/spec/containers/0");
        List<String> command = new ArrayList<>();
        container.path("command").forEach(word -> command.add(word.asText()));
        command.set(0, Program.java());
        command.set(command.size() - 1, Program.JAR.toString());
        container.path("args").forEach(word -> command.add(word.asText()));
        command.addAll(List.of("--listen", "none", "--node-name", node, "--interval", "PT1S"));
        return command;
    }
}
