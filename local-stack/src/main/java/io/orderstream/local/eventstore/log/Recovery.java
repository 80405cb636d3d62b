package io.orderstream.local.eventstore.log;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What opening the log found.
 *
 * @param events whole events in the log
 * @param end where the log ends now
 * @param cut how many bytes were cut from the tail because they were no whole append; they were never acknowledged,
 *     or were damaged in the very last batch
 * @param saved where the bytes that were cut are kept, if any were
 */
public record Recovery(
        long events, long end, long cut, @Nullable Path saved) {}
