package io.orderstream.command.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderstream.command.web.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/**
 * What became of a line of an import.
 *
 * @param line its number, from 1
 * @param externalId what the order is called in the other system, if the line said so
 * @param orderId the order's id here, if the line named an order
 * @param differences which totals, kept as they were stated, are not what ours would be
 * @param problem why it was not imported
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportResult(
        long line,
        @Nullable String source,
        @Nullable String externalId,
        @Nullable String orderId,
        Status status,
        @Nullable List<String> differences,
        @Nullable ProblemDetail problem) {

    /** What can become of a line. */
    enum Status {
        /** It is stored durably. */
        IMPORTED,
        /** The same line was imported before, and nothing was done. */
        ALREADY,
        /** The order was imported before with another content, which stands. */
        CONFLICT,
        /**
         * It is not imported, and would not be later either. Only with a mistake of ours, {@code internal-error}, is that
         * not known.
         */
        REJECTED,
        /** It could not be imported now, or it is not known; sending it again tells. */
        FAILED
    }

    static ImportResult without(long line, Status status, Problem problem) {
        return new ImportResult(line, null, null, null, status, null, problem.getBody());
    }
}
