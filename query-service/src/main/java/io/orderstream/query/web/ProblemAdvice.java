package io.orderstream.query.web;

import com.mongodb.MongoClientException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.UncategorizedMongoDbException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Whatever goes wrong in a request becomes a problem document; what is inside stays inside, in the log. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> failed(UncategorizedMongoDbException exception, WebRequest request) {
        return isAway(exception.getCause()) ? unavailable(exception, request) : unexpected(exception, request);
    }

    /** Whether MongoDB did not answer, or not in time; what it refused to do is a mistake of ours. */
    private static boolean isAway(@Nullable Throwable cause) {
        return cause instanceof MongoExecutionTimeoutException
                || cause instanceof MongoSocketException
                || cause instanceof MongoClientException
                || cause instanceof MongoNotPrimaryException
                || cause instanceof MongoNodeIsRecoveringException;
    }

    @ExceptionHandler(DataAccessResourceFailureException.class)
    @Nullable
    ResponseEntity<Object> unavailable(RuntimeException exception, WebRequest request) {
        LOG.warn("MongoDB: {}", exception.getMessage());
        var problem = new ReadModelUnavailableException(exception);
        return handleErrorResponseException(problem, problem.getHeaders(), problem.getStatusCode(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(RuntimeException exception, WebRequest request) {
        LOG.error("{} failed", request.getDescription(false), exception);
        var status = HttpStatus.INTERNAL_SERVER_ERROR;
        return handleExceptionInternal(exception, ProblemDetail.forStatus(status), new HttpHeaders(), status, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem && problem.getType() == null) {
            problem.setType(ProblemTypes.of(status));
        }
        return super.createResponseEntity(body, headers, status, request);
    }
}
