/** Profiles to the exact bytes of a seccomp or AppArmor file. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.codec.profile;
