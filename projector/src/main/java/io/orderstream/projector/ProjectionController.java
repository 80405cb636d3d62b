package io.orderstream.projector;

import io.orderstream.projector.engine.ConflictException;
import io.orderstream.projector.engine.ParkedPage;
import io.orderstream.projector.engine.ParkedPlace;
import io.orderstream.projector.engine.ProjectionStatus;
import io.orderstream.projector.engine.Projections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What engineers ask of the projector. */
@RestController
@RequestMapping("/v1/projections")
final class ProjectionController {

    private static final int MOST_SHARDS = 64;
    private static final int MOST_PARKED = 200;

    private final Projections projections;

    ProjectionController(Projections projections) {
        this.projections = projections;
    }

    /** A list as every list is answered. */
    record Page<T>(List<T> items) {}

    @GetMapping
    Page<ProjectionStatus> list() {
        return new Page<>(projections.statuses());
    }

    @PostMapping("/{name}/pause")
    ResponseEntity<Void> pause(@PathVariable String name) {
        return accepted(projections.pause(name), name);
    }

    @PostMapping("/{name}/resume")
    ResponseEntity<Void> resume(@PathVariable String name) {
        return accepted(projections.resume(name), name);
    }

    @PostMapping("/{name}/rebuild")
    ResponseEntity<Void> rebuild(@PathVariable String name, @RequestParam(required = false) @Nullable Integer shards) {
        if (shards != null && (shards < 1 || shards > MOST_SHARDS)) {
            throw problem(HttpStatus.BAD_REQUEST, "shards must be from 1 to " + MOST_SHARDS);
        }
        return accepted(projections.rebuild(name, shards), name);
    }

    @PostMapping("/{name}/switch")
    ResponseEntity<Void> switchOver(@PathVariable String name) {
        return accepted(projections.switchOver(name), name);
    }

    @PostMapping("/{name}/back")
    ResponseEntity<Void> back(@PathVariable String name) {
        return accepted(projections.back(name), name);
    }

    @PostMapping("/{name}/release")
    ResponseEntity<Void> release(@PathVariable String name) {
        return accepted(projections.release(name), name);
    }

    @GetMapping("/{name}/parked")
    ParkedPage parked(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST_PARKED) {
            throw problem(HttpStatus.BAD_REQUEST, "limit must be from 1 to " + MOST_PARKED);
        }
        ParkedPlace after = cursor == null
                ? null
                : ParkedPlace.parse(cursor)
                        .orElseThrow(
                                () -> problem(HttpStatus.BAD_REQUEST, "the cursor is not one that was given here"));
        return projections.parked(name, after, limit).orElseThrow(() -> unknown(name));
    }

    @PostMapping("/{name}/parked/{key}/retry")
    ResponseEntity<Void> retry(@PathVariable String name, @PathVariable String key) {
        return accepted(projections.retry(name, key), name + "/parked/" + key);
    }

    private static ResponseEntity<Void> accepted(boolean found, String what) {
        if (!found) {
            throw unknown(what);
        }
        return ResponseEntity.accepted().build();
    }

    @ExceptionHandler
    ProblemDetail conflict(ConflictException conflict) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, conflict.getMessage());
    }

    private static ErrorResponseException unknown(String what) {
        return problem(HttpStatus.NOT_FOUND, "there is no " + what);
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
