package io.orderstream.projector.subscription;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends the calls of an event store's clients in good order when told to, as a server does whose leader changed. */
final class EndingCalls implements ServerInterceptor {

    private final Set<Call<?, ?>> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger begun = new AtomicInteger();

    /** How many calls there were. */
    int begun() {
        return begun.get();
    }

    /** Completes all calls under way that were answered to already, without a word. */
    int end() {
        int ended = open.size();
        open.forEach(Call::end);
        return ended;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Call<Q, A> seen = new Call<>(call);
        begun.incrementAndGet();
        return next.startCall(seen, headers);
    }

    private final class Call<Q, A> extends SimpleForwardingServerCall<Q, A> {

        private boolean ended;

        Call(ServerCall<Q, A> call) {
            super(call);
        }

        synchronized void end() {
            close(Status.OK, new Metadata());
        }

        @Override
        public synchronized void sendHeaders(Metadata headers) {
            if (!ended) {
                super.sendHeaders(headers);
            }
        }

        @Override
        public synchronized void sendMessage(A message) {
            if (!ended) {
                open.add(this);
                super.sendMessage(message);
            }
        }

        @Override
        public synchronized void close(Status status, Metadata trailers) {
            open.remove(this);
            if (!ended) {
                ended = true;
                super.close(status, trailers);
            }
        }
    }
}
