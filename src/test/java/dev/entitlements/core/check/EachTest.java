package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.decision.Finding;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EachTest {
    @Test
    void stopsWhereNobodyReadsOn() {
        String[] names = IntStream.range(0, 3000).mapToObj(i -> "NO_SUCH_" + i).toArray(String[]::new);
        Scene scene = Scene.stored().container("app", Security.strict().add(names));

        assertThat(scene.findings(new CapabilitiesCheck())).hasSize(Each.MOST);
    }

    @Test
    void keepsWhatIsFoundInEveryContainer() {
        Scene scene = Scene.stored()
                .container("app", Security.strict().add("A", "B"))
                .container("mid", Security.strict())
                .container("other", Security.strict().add("C"));

        assertThat(scene.findings(new CapabilitiesCheck()))
                .extracting(Finding::message)
                .containsExactly("`A` is no capability", "`B` is no capability", "`C` is no capability");
    }
}
