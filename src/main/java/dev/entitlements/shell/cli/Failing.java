package dev.entitlements.shell.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream whose failures can be told from those of whoever takes what was read. */
final class Failing extends FilterInputStream {
    Failing(InputStream stream) {
        super(stream);
    }

    /** Reading failed. */
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1;

        Broken(IOException cause) {
            super(cause);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException failed) {
            throw new Broken(failed);
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return super.read(into, offset, length);
        } catch (IOException failed) {
            throw new Broken(failed);
        }
    }
}
