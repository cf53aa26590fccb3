package dev.entitlements.shell.cli;

import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the word for a bundle's form. */
final class FormatWord implements ITypeConverter<BundleFormat> {
    @Override
    public BundleFormat convert(String word) {
        return Stream.of(BundleFormat.values())
                .filter(format -> word(format).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + word + "' is no format; there are "
                        + String.join(
                                ", ",
                                Stream.of(BundleFormat.values())
                                        .map(FormatWord::word)
                                        .toList())));
    }

    private static String word(BundleFormat format) {
        return format.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
