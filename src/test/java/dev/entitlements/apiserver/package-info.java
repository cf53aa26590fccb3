/** Our own manifests and the real program, on a real Kubernetes API server. */
@NullMarked
package dev.entitlements.apiserver;

import org.jspecify.annotations.NullMarked;
