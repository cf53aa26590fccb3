/** Every knob, typed. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.shell.config;
