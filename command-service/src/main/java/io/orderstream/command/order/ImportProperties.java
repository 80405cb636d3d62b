package io.orderstream.command.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of imports.
 *
 * @param concurrent how many imports may be under way at once; more are refused
 * @param linesInFlight how many lines of one import are worked on, or wait for their result to be taken
 * @param bytesInFlight how many bytes those lines may have together; at least {@code maxLineSize}
 * @param maxLineSize the longest line that is read; the event made from it must fit into one append
 * @param lineDeadline how long a client may take to send a line
 * @param longest how long an import may go on before it is ended, so that others come in; the client sends the rest again
 */
@ConfigurationProperties("orderstream.import")
record ImportProperties(
        @DefaultValue("4") int concurrent,
        @DefaultValue("96") int linesInFlight,
        @DefaultValue("4MB") DataSize bytesInFlight,
        @DefaultValue("256KB") DataSize maxLineSize,
        @DefaultValue("20s") Duration lineDeadline,
        @DefaultValue("15m") Duration longest) {

    ImportProperties {
        if (bytesInFlight.compareTo(maxLineSize) < 0) {
            throw new IllegalArgumentException("orderstream.import.bytes-in-flight is less than max-line-size");
        }
    }
}
