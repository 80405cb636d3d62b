package io.orderstream.local.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * The built services, unpacked once per build: that starts faster, and a build that replaces the jar does not pull it
 * from under a running service.
 */
final class Apps {

    private final Path root;
    private final Home home;

    Apps(Path root, Home home) {
        this.root = root;
        this.home = home;
    }

    /** An unpacked service; its jar names its libraries. */
    record App(Path jar, String mainClass) {}

    App unpacked(String module) {
        var built = built(module);
        try {
            var unpackedName = module + "-" + fingerprint(built);
            var unpacked = home.apps().resolve(unpackedName);
            if (!Files.exists(unpacked)) {
                deleteOlder(module);
                unpack(built, unpacked);
            }
            var jar = unpacked.resolve(built.getFileName());
            return new App(jar, mainClass(jar));
        } catch (IOException e) {
            throw new LauncherException("Cannot unpack " + built + ": " + Home.reason(e), e);
        }
    }

    /** Deletes the copies of other builds' launchers, which nobody runs while we hold the lock. */
    void deleteOtherLaunchers(Path ours) {
        try (var copies = Files.newDirectoryStream(home.apps(), "local-stack-*.jar")) {
            for (var copy : copies) {
                if (!copy.equals(ours)) {
                    Files.delete(copy);
                }
            }
        } catch (IOException e) {
            throw new LauncherException("Cannot clean up " + home.apps() + ": " + Home.reason(e), e);
        }
    }

    private Path built(String module) {
        var target = root.resolve(module).resolve("target");
        if (Files.isDirectory(target)) {
            try (var jars = Files.newDirectoryStream(target, module + "-*-exec.jar")) {
                for (var jar : jars) {
                    return jar;
                }
            } catch (IOException e) {
                throw new LauncherException("Cannot look into " + target + ": " + Home.reason(e), e);
            }
        }
        throw new LauncherException("%s is not built: there is no %s-…-exec.jar in %s. Run: mvn -DskipTests package"
                .formatted(module, module, target));
    }

    private void unpack(Path built, Path unpacked) throws IOException {
        var beside = Files.createTempDirectory(home.apps(), "unpacking-");
        var log = beside.resolve("unpack.log");
        try {
            var process = new ProcessBuilder(
                            Java.program(),
                            "-Djarmode=tools",
                            "-jar",
                            built.toString(),
                            "extract",
                            "--destination",
                            beside.resolve("app").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new LauncherException("Cannot unpack %s into %s, where %d MB are free.%n%s"
                        .formatted(built, home.apps(), home.freeMegabytes(), LogFile.quote(log, 0, 20)));
            }
            Files.move(beside.resolve("app"), unpacked);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted while unpacking " + built, e);
        } finally {
            delete(beside);
        }
    }

    /** By content: the time of an executable jar is fixed, for reproducible builds. */
    private static String fingerprint(Path jar) throws IOException {
        var checksum = new CRC32C();
        try (var in = new CheckedInputStream(Files.newInputStream(jar), checksum)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return "%08x-%x".formatted(checksum.getValue(), Files.size(jar));
    }

    private void deleteOlder(String module) throws IOException {
        try (var older = Files.newDirectoryStream(home.apps(), module + "-*")) {
            for (var folder : older) {
                delete(folder);
            }
        }
    }

    private static String mainClass(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            var manifest = file.getManifest();
            var mainClass =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            if (mainClass == null) {
                throw new LauncherException("No main class is named in " + jar);
            }
            return mainClass;
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            var deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (var file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
