/** The Pod Security Standards, as every Kubernetes version from v1.34 to the newest known accepts alike. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.core.pss;
