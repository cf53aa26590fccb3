/** Programs that people run, each below the least entitlements it needs and below one level less. */
@NullMarked
package dev.entitlements.truth.start;

import org.jspecify.annotations.NullMarked;
