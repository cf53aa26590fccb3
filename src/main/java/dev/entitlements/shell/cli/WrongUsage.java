package dev.entitlements.shell.cli;

import dev.entitlements.codec.report.OneLine;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the words of a command, and what was probably meant. */
final class WrongUsage {
    private WrongUsage() {}

    static int report(ParameterException problem, Terminal terminal) {
        CommandLine command = problem.getCommandLine();
        String help = "`" + command.getCommandSpec().qualifiedName() + " --help` shows how it is used";
        if (problem instanceof UnmatchedArgumentException unmatched) {
            terminal.error(unknown(unmatched), meant(unmatched.getSuggestions(), help));
        } else {
            terminal.error(message(problem), help);
        }
        return ExitCode.BAD_INPUT;
    }

    private static String unknown(UnmatchedArgumentException unmatched) {
        String word = unmatched.getUnmatched().isEmpty()
                ? ""
                : unmatched.getUnmatched().get(0);
        boolean isCommand = !unmatched.getCommandLine().getSubcommands().isEmpty();
        String what = word.startsWith("-") ? "option" : isCommand ? "command" : "argument";
        return "unknown " + what + " `" + OneLine.of(word, 200) + "`";
    }

    private static String meant(List<String> suggestions, String otherwise) {
        return suggestions.isEmpty()
                ? otherwise
                : suggestions.stream()
                        .limit(3)
                        .map(word -> "`" + word + "`")
                        .collect(Collectors.joining(" or ", "did you mean ", "?"));
    }

    /** The library's message in the manner of ours: lower-case start, backticks, no final period. */
    private static String message(ParameterException problem) {
        String text = OneLine.of(String.valueOf(problem.getMessage()).replace('\'', '`'), 500);
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
