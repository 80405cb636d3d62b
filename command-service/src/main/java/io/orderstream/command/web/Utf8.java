package io.orderstream.command.web;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** JSON is read in UTF-8 without a byte order mark, as RFC 8259 has it; anything else is refused rather than guessed at. */
public final class Utf8 {

    private static final int PIECE = 4 * 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8() {}

    /** What is wrong with a media type that names another charset, or null if it does not. */
    public static @Nullable Problem problemOf(MediaType type) {
        String charset = type.getParameter("charset");
        return charset == null || charset.replace("\"", "").equalsIgnoreCase("utf-8")
                ? null
                : new Problem(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", "JSON is read in UTF-8 only.");
    }

    /**
     * What is wrong with bytes that are not such text, or null if they are. Nothing in JSON stands as a zero byte; text
     * in UTF-16 and UTF-32 is full of them.
     */
    public static @Nullable Problem problemOf(byte[] text) {
        return isText(text)
                ? null
                : new Problem(
                        HttpStatus.BAD_REQUEST,
                        "malformed-body",
                        "The body is not UTF-8 text without a byte order mark.");
    }

    private static boolean isText(byte[] text) {
        for (byte each : text) {
            if (each == 0) {
                return false;
            }
        }
        CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(text);
        CharBuffer chars = CharBuffer.allocate(Math.min(PIECE, Math.max(1, text.length)));
        CoderResult decoded = strict.decode(bytes, chars, true);
        if (chars.position() > 0 && chars.get(0) == BYTE_ORDER_MARK) {
            return false;
        }
        while (decoded.isOverflow()) {
            decoded = strict.decode(bytes, chars.clear(), true);
        }
        return !decoded.isError();
    }
}
