package dev.entitlements.truth.vm;

import dev.entitlements.core.entitlement.Capability;
import java.util.function.Predicate;

/**
 * Something that the kernel asks for on the way through a call, and how it refuses whoever has it not.
 *
 * @param refusal the error
 * @param met whether these powers have it
 */
record Need(Refusal refusal, Predicate<Powers> met) {
    /** The two errors that refuse. */
    enum Refusal {
        EPERM(1),
        EACCES(13);

        private final int number;

        Refusal(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /** A capability, which is mostly missed with EPERM. */
    static Need capability(Capability capability) {
        return new Need(Refusal.EPERM, powers -> powers.capabilities().contains(capability));
    }

    /** A capability that is missed with EACCES. */
    static Need accessBy(Capability capability) {
        return new Need(Refusal.EACCES, powers -> powers.capabilities().contains(capability));
    }

    /** One of these entitlements, by itself or included, on whose account AppArmor lets something through. */
    static Need oneOf(String... names) {
        return new Need(Refusal.EACCES, powers -> powers.anyOf(names));
    }

    /** What no entitlement grants. */
    static Need nobody(Refusal refusal) {
        return new Need(refusal, powers -> false);
    }
}
