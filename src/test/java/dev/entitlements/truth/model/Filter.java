package dev.entitlements.truth.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * A seccomp filter as the kernel runs it: a program of the classic packet filter, evaluated here without making a call.
 *
 * <p>Only the instructions that the kernel admits in seccomp filters are known, and any other is an error.
 */
public final class Filter {
    private static final int INSTRUCTION = 8;
    private static final int DATA = 64;
    private static final int LOAD_WORD = 0x20;
    private static final int RETURN = 0x06;
    private static final int JUMP = 0x05;
    private static final int AND = 0x54;

    private final ByteBuffer program;
    private final ByteOrder order;

    private Filter(byte[] program, ByteOrder order) {
        this.order = order;
        this.program = ByteBuffer.wrap(program).order(order);
    }

    /** The filter whose instructions these are, in hexadecimal and in the byte order of the calls' architecture. */
    public static Filter of(String instructions, Abi abi) {
        return new Filter(
                HexFormat.of().parseHex(instructions),
                abi.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /** How many instructions it has. */
    public int length() {
        return program.capacity() / INSTRUCTION;
    }

    /** What it answers to a call. */
    public Verdict verdict(Call call) {
        int answer = run(data(call));
        return switch (answer & 0xffff0000) {
            case 0x7fff0000 -> Verdict.ALLOWED;
            case 0x00050000 -> errno(answer & 0xffff);
            case 0x00000000, 0x80000000 -> Verdict.KILLED;
            default -> throw new IllegalStateException("no profile of ours answers " + Integer.toHexString(answer));
        };
    }

    private static Verdict errno(int number) {
        return switch (number) {
            case 1 -> Verdict.EPERM;
            case 38 -> Verdict.ENOSYS;
            default -> throw new IllegalStateException("no profile of ours answers with error " + number);
        };
    }

    /** The kernel's {@code struct seccomp_data}: number, architecture, instruction pointer and arguments. */
    private ByteBuffer data(Call call) {
        ByteBuffer data = ByteBuffer.allocate(DATA).order(order);
        data.putInt(call.seenNumber()).putInt(call.abi().audit()).putLong(0);
        for (int index = 0; index < 6; index++) {
            data.putLong(call.seen(index));
        }
        return data;
    }

    private int run(ByteBuffer data) {
        int accumulator = 0;
        int at = 0;
        while (at < length()) {
            int code = program.getShort(at * INSTRUCTION);
            int operand = program.getInt(at * INSTRUCTION + 4);
            at++;
            switch (code) {
                case LOAD_WORD -> accumulator = data.getInt(operand);
                case AND -> accumulator &= operand;
                case JUMP -> at += operand;
                case RETURN -> {
                    return operand;
                }
                default ->
                    at += program.get((at - 1) * INSTRUCTION + (holds(code, accumulator, operand) ? 2 : 3)) & 0xff;
            }
        }
        throw new IllegalStateException("the filter ends without an answer");
    }

    private static boolean holds(int code, int accumulator, int operand) {
        return switch (code) {
            case 0x15 -> accumulator == operand;
            case 0x25 -> Integer.compareUnsigned(accumulator, operand) > 0;
            case 0x35 -> Integer.compareUnsigned(accumulator, operand) >= 0;
            case 0x45 -> (accumulator & operand) != 0;
            default -> throw new IllegalStateException("an instruction unknown here: " + Integer.toHexString(code));
        };
    }
}
