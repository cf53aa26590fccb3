package dev.entitlements.shell.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Our folder below the kubelet's seccomp root.
 *
 * <p>INVARIANT (whole): a file of ours appears under its name complete and on disk, or not at all; so whenever the process
 * ends, and however, what is there is right. INVARIANT (inside): every name is resolved within the opened folder, and no
 * symbolic link is followed, whoever puts one there and when.
 */
final class ProfileFolder implements AutoCloseable {
    /** The folder's name, which is also the first part of the profiles' names. */
    static final String NAME = "entitlements";

    private static final int MAX_BYTES = 8 * 1024 * 1024;
    private static final String UNFINISHED = ".tmp-";
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");
    private static final FileAttribute<?> FILE_MODE = PosixFilePermissions.asFileAttribute(FILE);
    private static final FileAttribute<?> FOLDER_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));

    private final Path path;
    private final SecureDirectoryStream<Path> folder;

    private ProfileFolder(Path path, SecureDirectoryStream<Path> folder) {
        this.path = path;
        this.folder = folder;
    }

    /** Opens it, and makes it where it is missing; the seccomp root itself has to exist. */
    static ProfileFolder open(Path seccompRoot) throws IOException {
        Path path = seccompRoot.resolve(NAME);
        try {
            Files.createDirectory(path, FOLDER_MODE);
            sync(seccompRoot);
        } catch (FileAlreadyExistsException there) {
            // whether it is a folder shows when it is opened
        }
        try (DirectoryStream<Path> root = Files.newDirectoryStream(seccompRoot)) {
            if (root instanceof SecureDirectoryStream<Path> secure) {
                return new ProfileFolder(path, secure.newDirectoryStream(Path.of(NAME), LinkOption.NOFOLLOW_LINKS));
            }
            throw new IOException("the file system cannot open files within a folder");
        }
    }

    /** Writes the file unless it is there, as it should be; says whether it had to. */
    boolean ensure(String name, byte[] content) throws IOException {
        Optional<byte[]> present = read(name);
        if (present.isPresent() && Arrays.equals(present.get(), content) && isGuarded(name)) {
            return false;
        }
        write(name, content);
        return true;
    }

    /** Puts a whole file in the place of whatever has the name, a symbolic link included. */
    void write(String name, byte[] content) throws IOException {
        Path unfinished = Path.of(
                UNFINISHED + Long.toHexString(RandomGenerator.getDefault().nextLong()));
        try (SeekableByteChannel channel = folder.newByteChannel(
                unfinished, options(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE_MODE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // the process's umask may have taken permissions away
            view(unfinished).setPermissions(FILE);
            force(channel);
        }
        if (isFolder(name)) {
            throw new IOException("`" + name + "` is a folder");
        }
        folder.move(unfinished, folder, Path.of(name));
    }

    /** Makes sure that the names of what was written outlast a loss of power; once is enough for many files. */
    void sync() throws IOException {
        sync(path);
    }

    /** The bytes of a regular file; empty where there is none, or it is too large to be one of ours. */
    Optional<byte[]> read(String name) throws IOException {
        if (!attributes(name).map(PosixFileAttributes::isRegularFile).orElse(false)) {
            return Optional.empty();
        }
        try (SeekableByteChannel channel = folder.newByteChannel(Path.of(name), options(StandardOpenOption.READ))) {
            if (channel.size() > MAX_BYTES) {
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // as long as there is more
            }
            return Optional.of(Arrays.copyOf(bytes.array(), bytes.position()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /** The SHA-256 of a file as it is; empty where there is none. */
    Optional<String> sha256(String name) throws IOException {
        return read(name).map(bytes -> HexFormat.of().formatHex(Sha256.of(bytes)));
    }

    /** Every regular file, by name, and when it was last changed; unfinished ones are left out. */
    Map<String, Instant> list() throws IOException {
        Map<String, Instant> files = new TreeMap<>();
        for (String name : names()) {
            if (!name.startsWith(UNFINISHED)) {
                attributes(name)
                        .filter(PosixFileAttributes::isRegularFile)
                        .ifPresent(found ->
                                files.put(name, found.lastModifiedTime().toInstant()));
            }
        }
        return files;
    }

    /** Removes what a process that was ended in the middle of writing left behind; says how much that was. */
    int clean() throws IOException {
        int removed = 0;
        for (String name : names()) {
            if (name.startsWith(UNFINISHED)) {
                delete(name);
                removed++;
            }
        }
        return removed;
    }

    /** Removes a file. */
    void delete(String name) throws IOException {
        try {
            folder.deleteFile(Path.of(name));
        } catch (NoSuchFileException gone) {
            // somebody else removed it
        }
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }

    private Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        // a stream can be walked once, so each walk opens its own
        try (SecureDirectoryStream<Path> again = folder.newDirectoryStream(Path.of("."), LinkOption.NOFOLLOW_LINKS)) {
            again.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        }
        return names;
    }

    /** Whether nobody but its owner may write it. */
    private boolean isGuarded(String name) throws IOException {
        return attributes(name).map(found -> found.permissions().equals(FILE)).orElse(false);
    }

    private boolean isFolder(String name) throws IOException {
        return attributes(name).map(PosixFileAttributes::isDirectory).orElse(false);
    }

    private Optional<PosixFileAttributes> attributes(String name) throws IOException {
        try {
            return Optional.of(view(Path.of(name)).readAttributes());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private PosixFileAttributeView view(Path name) {
        return folder.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static Set<OpenOption> options(StandardOpenOption... options) {
        Set<OpenOption> all = new HashSet<>(Arrays.asList(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        return all;
    }

    private static void force(SeekableByteChannel channel) throws IOException {
        if (channel instanceof FileChannel file) {
            file.force(true);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
