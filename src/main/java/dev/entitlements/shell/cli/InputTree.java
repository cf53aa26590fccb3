package dev.entitlements.shell.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the manifests below a folder. */
final class InputTree {
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private InputTree() {}

    /**
     * What was found.
     *
     * @param files the manifests, sorted
     * @param unreadable folders that could not be opened, sorted
     */
    record Found(List<Path> files, List<Path> unreadable) {}

    /** Every {@code *.yaml}, {@code *.yml} and {@code *.json} file below it; links to folders are not followed. */
    static Found below(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        List<Path> unreadable = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (ENDINGS.stream().anyMatch(name::endsWith) && Files.isRegularFile(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) {
                unreadable.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Comparator.comparing(Path::toString));
        unreadable.sort(Comparator.comparing(Path::toString));
        return new Found(List.copyOf(files), List.copyOf(unreadable));
    }
}
