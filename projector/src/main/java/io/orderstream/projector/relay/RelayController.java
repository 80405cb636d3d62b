package io.orderstream.projector.relay;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What engineers ask of the relay. */
@RestController
@RequestMapping("/v1/relay")
final class RelayController {

    private final OrderRelay relay;
    private final Replays replays;

    RelayController(OrderRelay relay, Replays replays) {
        this.relay = relay;
        this.replays = replays;
    }

    @GetMapping
    RelayFigures figures() {
        return relay.figures();
    }

    @PostMapping("/replay")
    ResponseEntity<ReplayStatus> begin(@RequestBody ReplayRequest request) {
        return ResponseEntity.accepted().body(replays.begin(request));
    }

    @GetMapping("/replay")
    ResponseEntity<ReplayStatus> replay() {
        @Nullable ReplayStatus status = replays.current();
        return status == null ? ResponseEntity.notFound().build() : ResponseEntity.ok(status);
    }

    @DeleteMapping("/replay")
    ResponseEntity<ReplayStatus> stop() {
        replays.close();
        return replay();
    }

    @ExceptionHandler({ReplayRefusedException.class, UnfitTopicException.class})
    ProblemDetail refused(RuntimeException refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, refused.getMessage());
    }

    @ExceptionHandler
    ProblemDetail failed(RelayException failed) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, failed.getMessage());
    }
}
