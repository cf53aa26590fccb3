/** Each file is one reason to refuse. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.core.check;
