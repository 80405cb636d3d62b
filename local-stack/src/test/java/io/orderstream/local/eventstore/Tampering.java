package io.orderstream.local.eventstore;

import com.google.protobuf.Message;
import io.grpc.ForwardingServerCall;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Breaks a store from the outside: changes what one kind of call asks and what it is answered. The functions are made
 * anew for each call, so that they may count.
 */
record Tampering<Q, R>(
        String method,
        Class<Q> requestType,
        Class<R> responseType,
        Supplier<UnaryOperator<Q>> request,
        Supplier<Function<R, List<R>>> response)
        implements ServerInterceptor {

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        if (!call.getMethodDescriptor().getFullMethodName().endsWith("/" + method)) {
            return next.startCall(call, headers);
        }
        Function<R, List<R>> answers = response.get();
        UnaryOperator<Q> asks = request.get();
        var tampered = new ForwardingServerCall.SimpleForwardingServerCall<>(call) {
            @Override
            public void sendMessage(B message) {
                for (R each : answers.apply(responseType.cast(message))) {
                    super.sendMessage(call.getMethodDescriptor().parseResponse(new ByteArrayInputStream(bytes(each))));
                }
            }
        };
        return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(
                next.startCall(tampered, headers)) {
            @Override
            public void onMessage(A message) {
                Q asked = asks.apply(requestType.cast(message));
                super.onMessage(call.getMethodDescriptor().parseRequest(new ByteArrayInputStream(bytes(asked))));
            }
        };
    }

    private static byte[] bytes(Object message) {
        return ((Message) message).toByteArray();
    }
}
