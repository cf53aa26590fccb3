/** What a kernel with AppArmor does below our profiles, in a virtual machine, since such a kernel is not everywhere. */
@NullMarked
package dev.entitlements.truth.vm;

import org.jspecify.annotations.NullMarked;
