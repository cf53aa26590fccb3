/** How what people wrote is shown back to them: quoted, shortened, and with the word they probably meant. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.core.words;
