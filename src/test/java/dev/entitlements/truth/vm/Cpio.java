package dev.entitlements.truth.vm;

import dev.entitlements.truth.runtime.Answer;
import dev.entitlements.truth.runtime.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that a kernel starts with: an archive in the form "newc" of cpio, which Linux unpacks by itself. */
final class Cpio {
    private static final int FOLDER = 0040755;
    private static final int PROGRAM = 0100755;
    private static final int LINK = 0120777;

    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> folders = new TreeSet<>();
    private final Set<String> libraries = new TreeSet<>();

    private record Entry(String path, int mode, byte[] content) {}

    /** Adds a file that may be executed, and the folders above it. */
    void file(String path, byte[] content) {
        add(path, PROGRAM, content);
    }

    /** Adds a file with this text. */
    void text(String path, String text) {
        file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a symbolic link. */
    void link(String path, String target) {
        add(path, LINK, target.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a program of this machine under its own path, and the libraries that it is linked to. */
    void program(Path program) throws IOException {
        Answer answer = Command.run(Path.of("/tmp"), List.of("ldd", program.toString()));
        Pattern.compile("/\\S+").matcher(answer.output()).results().forEach(found -> libraries.add(found.group()));
        file(program.toString().substring(1), Files.readAllBytes(program));
    }

    /** Adds a folder of this machine with all below it. */
    void tree(String path, Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.sorted().toList()) {
                String inside = path + "/" + folder.relativize(file);
                if (Files.isSymbolicLink(file)) {
                    link(inside, Files.readSymbolicLink(file).toString());
                } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    file(inside, Files.readAllBytes(file));
                } else if (Files.isDirectory(file)) {
                    folder(inside.replaceFirst("/$", ""));
                }
            }
        }
    }

    /** Adds a folder and those above it. */
    void folder(String path) {
        int slash = path.lastIndexOf('/');
        if (slash > 0) {
            folder(path.substring(0, slash));
        }
        if (folders.add(path)) {
            entries.add(new Entry(path, FOLDER, new byte[0]));
        }
    }

    /** Writes the archive. */
    void write(Path file) throws IOException {
        for (String library : libraries) {
            file(library.substring(1), Files.readAllBytes(Path.of(library)));
        }
        libraries.clear();
        try (OutputStream out = Files.newOutputStream(file)) {
            int number = 1;
            for (Entry entry : entries) {
                out.write(bytes(entry, number++));
            }
            out.write(bytes(new Entry("TRAILER!!!", 0, new byte[0]), number));
        }
    }

    private void add(String path, int mode, byte[] content) {
        int slash = path.lastIndexOf('/');
        if (slash > 0) {
            folder(path.substring(0, slash));
        }
        entries.add(new Entry(path, mode, content));
    }

    /** Thirteen numbers of eight hexadecimal digits, the name, the content; both filled up to four bytes. */
    private static byte[] bytes(Entry entry, int number) {
        byte[] name = entry.path().getBytes(StandardCharsets.UTF_8);
        int links = entry.mode() == FOLDER ? 2 : 1;
        int[] fields = {number, entry.mode(), 0, 0, links, 0, entry.content().length, 0, 0, 0, 0, name.length + 1, 0};
        StringBuilder head = new StringBuilder("070701");
        for (int field : fields) {
            head.append(String.format("%08x", field));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(name);
        out.write(0);
        fill(out);
        out.writeBytes(entry.content());
        fill(out);
        return out.toByteArray();
    }

    private static void fill(ByteArrayOutputStream out) {
        while (out.size() % 4 != 0) {
            out.write(0);
        }
    }
}
