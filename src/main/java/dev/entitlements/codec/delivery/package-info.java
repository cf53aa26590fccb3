/** What a node's agent says, as the text that the cluster keeps. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.codec.delivery;
