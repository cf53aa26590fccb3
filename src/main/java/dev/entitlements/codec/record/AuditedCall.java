package dev.entitlements.codec.record;

import dev.entitlements.codec.profile.SyscallTable;
import dev.entitlements.core.record.Call;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The call that an audit record is about.
 *
 * @param call the call
 * @param outcome how it ended
 */
record AuditedCall(Call call, Outcome outcome) {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");
    private static final Pattern RETURNED = Pattern.compile("-?\\d{1,18}");
    private static final Pattern ERROR = Pattern.compile("(E[A-Z0-9]+)(\\(.*)?");

    /** Marks the calls of the x32 mode, which are numbered like those of amd64. */
    private static final int X32 = 0x40000000;

    /** The call, or nothing where {@code syscall} is neither a number nor a name. */
    static Optional<AuditedCall> read(AuditLine record, Processor processor, CallReader reader) {
        String written = record.field("syscall").map(AuditLine.Field::value).orElse("");
        if (SyscallTable.exists(written, List.of(processor.abi()))) {
            return Optional.of(new AuditedCall(reader.audited(written, record, processor), outcome(record)));
        }
        if (!NUMBER.matcher(written).matches() || Long.parseLong(written) > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        int number = Integer.parseInt(written);
        boolean isX32 = processor == Processor.AMD64 && (number & X32) != 0;
        Call call = reader.audited(CallReader.name(isX32 ? number & ~X32 : number, processor), record, processor);
        return Optional.of(new AuditedCall(isX32 ? foreign(call) : call, outcome(record)));
    }

    private static Call foreign(Call call) {
        return new Call(call.syscall(), call.arguments(), call.architecture(), Call.Mode.FOREIGN);
    }

    /** A seccomp filter decides before the call is made, so its record cannot tell how that would have ended. */
    private static Outcome outcome(AuditLine record) {
        String exit = record.kind() == AuditLine.Kind.SYSCALL
                ? record.field("exit").map(AuditLine.Field::value).orElse("")
                : "";
        if (RETURNED.matcher(exit).matches()) {
            return Outcome.ofReturned(Long.parseLong(exit));
        }
        Matcher error = ERROR.matcher(exit);
        return error.matches() ? Outcome.ofError(error.group(1)) : Outcome.UNKNOWN;
    }
}
