/** Names, then grants, then checks, then settings: the only door into the core. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.core.engine;
