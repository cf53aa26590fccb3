package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChecksTest {
    @Test
    void hasEveryCheckOnce() throws URISyntaxException {
        File folder = new File(Check.class.getResource("Check.class").toURI()).getParentFile();
        List<String> written = Stream.of(folder.list())
                .filter(name -> name.endsWith("Check.class") && !name.equals("Check.class"))
                .map(name -> name.substring(0, name.length() - ".class".length()))
                .sorted()
                .toList();

        assertThat(Checks.ALL)
                .extracting(check -> check.getClass().getSimpleName())
                .containsExactlyElementsOf(written);
    }

    @Test
    void admitsAStrictPodWithoutAnyGrant() {
        Scene scene = Scene.stored().container("app", Security.strict());

        assertThat(Checks.ALL)
                .allSatisfy(check -> assertThat(scene.findings(check)).isEmpty());
    }
}
