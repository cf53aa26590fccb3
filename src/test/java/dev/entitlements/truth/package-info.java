/** What the kernel, the container runtimes and AppArmor answer, held against what our profiles promise. */
@NullMarked
package dev.entitlements.truth;

import org.jspecify.annotations.NullMarked;
