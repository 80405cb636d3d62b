package io.orderstream.command.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The problem document of a failure outside every controller, for instance of a body that Tomcat gave up on. */
@RestController
final class ProblemErrorController implements ErrorController {

    private static final int NOT_FOUND = 404;

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<ProblemDetail> problem(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return ResponseEntity.of(
                        StatusProblems.of(HttpStatusCode.valueOf(status instanceof Integer code ? code : NOT_FOUND)))
                .build();
    }
}
