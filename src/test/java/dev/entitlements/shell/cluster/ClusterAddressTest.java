package dev.entitlements.shell.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a token may be sent. */
class ClusterAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.96.0.1:443",
                "HTTPS://api.example/clusters/one",
                "https://[fd00::1]:6443",
                "https://my_host:6443",
                "http://127.0.0.1:8001",
                "http://localhost:8001/",
                "http://[::1]:8001"
            })
    void whatNobodyElseReads(String address) {
        Config config = config(address);
        assertThat(ClusterAddress.safe(config)).isSameAs(config);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.96.0.1:443",
                "http://api.example:8080",
                // the library makes plain HTTP of it where TLS is not answered
                "api.example.invalid:6443",
                "http://localhost@api.example",
                "http://127.0.0.1.example",
                "http://127.1",
                "http://my_host:8080",
                "http://local host",
                "file:///etc/passwd"
            })
    void whatOthersMightRead(String address) {
        assertThatThrownBy(() -> ClusterAddress.safe(config(address)))
                .isInstanceOf(ClusterAddress.Unsafe.class)
                .hasMessageContaining("write its address with `https://`");
    }

    @Test
    void tellsNoPassword() {
        assertThatThrownBy(() -> ClusterAddress.safe(config("http://anna:secret@api.example")))
                .hasMessageContaining("`http://api.example/`")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theLoopbackIsLeftByAProxy() {
        Config proxied = new ConfigBuilder(config("http://127.0.0.1:8001"))
                .withHttpProxy("http://proxy.example:3128")
                .build();

        assertThatThrownBy(() -> ClusterAddress.safe(proxied)).isInstanceOf(ClusterAddress.Unsafe.class);
    }

    private static Config config(String address) {
        return new ConfigBuilder(Config.empty()).withMasterUrl(address).build();
    }
}
