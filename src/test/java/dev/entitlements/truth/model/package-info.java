/** What the kernel must answer, worked out from what was granted and from facts about the kernel alone. */
@NullMarked
package dev.entitlements.truth.model;

import org.jspecify.annotations.NullMarked;
