package dev.entitlements.codec.review;

/** Writes an AdmissionReview v1. */
public final class ReviewWriter {
    private ReviewWriter() {}

    /** The bytes of the answer. */
    public static byte[] write(String uid, ReviewAnswer answer) {
        return new byte[0];
    }
}
