package dev.entitlements.codec.record;

import java.util.Set;

/**
 * Whose calls count.
 *
 * @param programs the names of programs as the kernel shortens them; empty for all
 * @param processes numbers of processes; empty for all
 */
public record Filter(Set<String> programs, Set<String> processes) {
    public Filter {
        programs = Set.copyOf(programs);
        processes = Set.copyOf(processes);
    }

    boolean takes(String program, String process) {
        return (programs.isEmpty() || programs.contains(program))
                && (processes.isEmpty() || processes.contains(process));
    }
}
