package io.orderstream.cli.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A line of the file.
 *
 * @param number from 1
 * @param content its bytes without the line feed; not copied, and left as they are
 */
@SuppressWarnings("ArrayRecordComponent")
record FileLine(long number, byte[] content) {

    /** About what keeping it costs. */
    int weight() {
        return content.length + 100;
    }

    String text() {
        return new String(content, UTF_8);
    }
}
