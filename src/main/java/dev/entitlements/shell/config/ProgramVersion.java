package dev.entitlements.shell.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The program's own version. */
public final class ProgramVersion {
    private static final String RESOURCE = "/dev/entitlements/version.properties";

    private ProgramVersion() {}

    /** The version that the build wrote beside the classes. */
    public static String text() {
        try (InputStream stream = ProgramVersion.class.getResourceAsStream(RESOURCE)) {
            Properties properties = new Properties();
            if (stream != null) {
                properties.load(stream);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException broken) {
            throw new UncheckedIOException("the program's own files cannot be read", broken);
        }
    }
}
