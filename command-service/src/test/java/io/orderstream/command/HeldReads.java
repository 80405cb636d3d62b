package io.orderstream.command;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.ArrayList;
import java.util.List;

/** Lets reads of streams wait at the event store's door, or not. */
final class HeldReads implements ServerInterceptor {

    private static final String READ = "event_store.client.streams.Streams/Read";

    private final List<Runnable> waiting = new ArrayList<>();
    private boolean held;

    synchronized void hold() {
        held = true;
    }

    /** How many wait now. */
    synchronized int waiting() {
        return waiting.size();
    }

    synchronized void letIn() {
        held = false;
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    private synchronized void arrived(Runnable read) {
        if (held) {
            waiting.add(read);
        } else {
            read.run();
        }
    }

    @Override
    public <Q, A> Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Listener<Q> listener = next.startCall(call, headers);
        return READ.equals(call.getMethodDescriptor().getFullMethodName()) ? new Held<>(listener) : listener;
    }

    private final class Held<Q> extends SimpleForwardingServerCallListener<Q> {

        Held(Listener<Q> listener) {
            super(listener);
        }

        @Override
        public void onHalfClose() {
            arrived(super::onHalfClose);
        }
    }
}
