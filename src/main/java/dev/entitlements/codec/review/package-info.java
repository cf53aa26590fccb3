/** AdmissionReview bytes in, AdmissionReview bytes out. */
@org.jspecify.annotations.NullMarked
package dev.entitlements.codec.review;
