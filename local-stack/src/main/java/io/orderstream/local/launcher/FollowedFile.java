package io.orderstream.local.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A growing text file, read as far as its last whole line. Starts anew when the file was replaced by a shorter one. */
final class FollowedFile {

    private final Path file;
    private long position;

    FollowedFile(Path file, long position) {
        this.file = file;
        this.position = position;
    }

    String more() throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        if (Files.size(file) < position) {
            position = 0;
        }
        var bytes = new ByteArrayOutputStream();
        try (var input = Files.newInputStream(file)) {
            input.skipNBytes(position);
            input.transferTo(bytes);
        }
        var text = bytes.toByteArray();
        int whole = text.length;
        while (whole > 0 && text[whole - 1] != '\n') {
            whole--;
        }
        position += whole;
        return new String(text, 0, whole, StandardCharsets.UTF_8);
    }
}
