package dev.entitlements.apiserver;

import static dev.entitlements.apiserver.Scene.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask our API is what the cluster says, asked with the rights of our own service account. */
@Tag("apiserver")
@ParameterizedClass
@MethodSource("dev.entitlements.apiserver.Clusters#versions")
class AuthorisationTest {
    private static final String POD = Scene.plain("web").toString();

    private final Scene scene;

    AuthorisationTest(String version) {
        scene = new Scene(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/catalogue", "/v1/policies", "/v1/dry-run"})
    void letsInWhomTheReaderRoleIsBoundToAndNobodyElse(String path) {
        String reader = fresh("reader");
        String token = account(reader);
        String stranger = account(fresh("stranger"));

        Api.Answer before = ask(path, token);
        scene.cluster()
                .kubectl()
                .run(
                        "create",
                        "clusterrolebinding",
                        fresh("readers"),
                        "--clusterrole=kube-entitlements-reader",
                        "--serviceaccount=live:" + reader)
                .good();
        Waiting.until("the binding counts", Duration.ofSeconds(10), () -> ask(path, token)
                .isGood());
        Api.Answer other = ask(path, stranger);

        scene.tried(
                path + " before and after a binding, and for a stranger", before.status() + ", 200, " + other.status());
        assertThat(before.status()).isEqualTo(403);
        assertThat(before.body().toString()).contains("`" + path + "`");
        assertThat(other.status()).isEqualTo(403);
    }

    @Test
    void knowsATokenOnlyWhereTheClusterKnowsIt() {
        String forged = Cluster.token(scene.admin(), "live", "default");
        forged = forged.substring(0, forged.length() - 8) + "AAAAAAAA";
        String elsewhere = scene.admin()
                .post(
                        "/api/v1/namespaces/live/serviceaccounts/default/token",
                        "{\"spec\": {\"audiences\": [\"vault\"]}}")
                .stored()
                .at("/status/token")
                .asText();

        scene.tried(
                "token with a forged signature",
                Integer.toString(ask("/v1/policies", forged).status()));
        scene.tried(
                "token for somebody else",
                Integer.toString(ask("/v1/policies", elsewhere).status()));
        assertThat(ask("/v1/policies", forged).status()).isEqualTo(401);
        assertThat(ask("/v1/policies", elsewhere).status()).isEqualTo(401);
        assertThat(ask("/v1/policies", "x").status()).isEqualTo(401);
        assertThat(ask("/v1/policies", Caller.AUTHOR.token()).status()).isEqualTo(403);
        assertThat(ask("/v1/policies", Caller.ADMIN.token()).status()).isEqualTo(200);
    }

    @Test
    void forgetsWhomTheClusterForgets() {
        String name = fresh("gone");
        String token = account(name);
        assertThat(ask("/v1/policies", token).status()).isEqualTo(403);

        scene.admin().delete("/api/v1/namespaces/live/serviceaccounts/" + name).stored();

        Waiting.until(
                "the token is worth nothing",
                Duration.ofSeconds(30),
                () -> ask("/v1/policies", token).status() == 401);
        scene.tried("token of a deleted service account", "401");
    }

    private Api.Answer ask(String path, String token) {
        Api api = scene.cluster().replica().api(token);
        return path.equals("/v1/dry-run") ? api.post(path, POD) : api.get(path);
    }

    private String account(String name) {
        scene.admin()
                .post("/api/v1/namespaces/live/serviceaccounts", "{\"metadata\": {\"name\": \"" + name + "\"}}")
                .stored();
        return Cluster.token(scene.admin(), "live", name);
    }
}
