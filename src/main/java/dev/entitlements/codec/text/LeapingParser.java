package dev.entitlements.codec.text;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Jackson's parser, but that {@link #skipChildren} leaps to the end of an object or a list: it counts brackets outside
 * strings and makes no tokens.
 *
 * <p>Nobody learns what is in between, so that it is JSON is not checked either; a bracket of the wrong kind at the end
 * is found, and a text that ends before it. Made for bytes that are there as a whole.
 */
final class LeapingParser extends UTF8StreamJsonParser {
    private static final byte PLAIN = 0;
    private static final byte QUOTE = 1;
    private static final byte OPEN = 2;
    private static final byte CLOSE = 3;
    private static final byte LINE = 4;
    private static final byte[] KINDS = kinds();

    private static final EitherByte STRING_END = new EitherByte((byte) '"', (byte) '\\');

    private LeapingParser(IOContext context, Setting setting, byte[] text, int start) {
        super(
                context,
                setting.features(),
                null,
                setting.codec(),
                setting.names(),
                text,
                start,
                text.length,
                start,
                false);
    }

    /** What a factory gives each of its parsers. */
    private record Setting(int features, ObjectCodec codec, ByteQuadsCanonicalizer names) {}

    /**
     * Makes such parsers for bytes, and ordinary ones for everything else. Each parser begins with the keys that readers ask
     * for, and forgets what other keys it met.
     */
    static final class Factory extends JsonFactory {
        private static final long serialVersionUID = 1L;
        private static final int MARK_LENGTH = 3;

        /** A tree takes some 70 bytes for each token: this many are a pod of a thousand containers, and 14 MB. */
        private static final int MOST_TOKENS = 200_000;

        Factory(JsonFactory like) {
            super(like, null);
            setStreamReadConstraints(like.streamReadConstraints()
                    .rebuild()
                    .maxTokenCount(MOST_TOKENS)
                    .build());
            learn(UsualKeys.object());
        }

        /** Puts the keys of this object into the table that every parser begins with, as the constants that they are. */
        private void learn(byte[] object) {
            int interning = _factoryFeatures | Feature.INTERN_FIELD_NAMES.getMask();
            Setting setting = setting(interning);
            try (JsonParser parser = new UTF8StreamJsonParser(
                    context(object),
                    setting.features(),
                    null,
                    setting.codec(),
                    setting.names(),
                    object,
                    0,
                    object.length,
                    0,
                    false)) {
                while (parser.nextToken() != null) {
                    // each key that is passed is learnt when the parser is closed
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException("our own keys cannot be read", impossible);
            }
        }

        /** The whole array, which is known to be UTF-8. */
        JsonParser leaping(byte[] text) {
            return new LeapingParser(context(text), setting(_factoryFeatures), text, hasMark(text) ? MARK_LENGTH : 0);
        }

        private IOContext context(byte[] text) {
            IOContext context = _createContext(_createContentReference(text), false);
            context.setEncoding(JsonEncoding.UTF8);
            return context;
        }

        private Setting setting(int features) {
            return new Setting(_parserFeatures, _objectCodec, _byteSymbolCanonicalizer.makeChild(features));
        }

        private static boolean hasMark(byte[] text) {
            return text.length >= MARK_LENGTH
                    && text[0] == (byte) 0xEF
                    && text[1] == (byte) 0xBB
                    && text[2] == (byte) 0xBF;
        }
    }

    /**
     * INVARIANT (strangers leave nothing behind): what is usual gives the keys that were met to the process' table, where
     * long ones would fill memory, and as many of one hash as the table takes would keep out everybody else's.
     */
    @Override
    protected void _releaseBuffers() {
        _textBuffer.releaseBuffers();
    }

    @Override
    public JsonParser skipChildren() throws IOException {
        JsonToken token = currentToken();
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            leap();
            // the bracket that was leapt to, or the end of the text
            nextToken();
        }
        return this;
    }

    private void leap() {
        int depth = 1;
        int at = _inputPtr;
        while (at < _inputEnd) {
            switch (KINDS[_inputBuffer[at] & 0xFF]) {
                case QUOTE -> at = endOfString(at + 1);
                case OPEN -> depth++;
                case CLOSE -> {
                    depth--;
                    if (depth == 0) {
                        _inputPtr = at;
                        return;
                    }
                }
                case LINE -> {
                    _currInputRow++;
                    _currInputRowStart = at + 1;
                }
                default -> {}
            }
            at++;
        }
        _inputPtr = _inputEnd;
    }

    /** The place of the quotation mark that ends a string, or the end of the text. */
    private int endOfString(int from) {
        int at = STRING_END.find(_inputBuffer, from, _inputEnd);
        while (at < _inputEnd && _inputBuffer[at] == '\\') {
            at = STRING_END.find(_inputBuffer, at + 2, _inputEnd);
        }
        return at;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        Arrays.fill(kinds, PLAIN);
        kinds['"'] = QUOTE;
        kinds['{'] = OPEN;
        kinds['['] = OPEN;
        kinds['}'] = CLOSE;
        kinds[']'] = CLOSE;
        kinds['\n'] = LINE;
        return kinds;
    }
}
