package io.orderstream.command.eventstore;

import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBClientSettings;
import com.eventstore.dbclient.NotLeaderException;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A client that comes back. EventStoreDB's client shuts itself down for good when it finds no server, does not look for
 * another when an append meets one that is away or no longer leads, and lets calls made while it looks wait without a
 * limit. So a client that is shut down, met such a server, or left a call waiting is replaced by a new one, which also
 * makes sure that a call given up here is not sent later.
 */
final class EventStoreDbConnection implements AutoCloseable {

    /** How much longer than the server's time a call may take, most of it to find a server. */
    private static final Duration SEARCH_TIME = Duration.ofSeconds(2);

    private final EventStoreDBClientSettings settings;
    private final Duration patience;
    private EventStoreDBClient client;
    private boolean closed;

    EventStoreDbConnection(EventStoreDBClientSettings settings, Duration deadline) {
        settings.getInterceptors().add(new DirectAnswers());
        this.settings = settings;
        this.patience = deadline.plus(SEARCH_TIME);
        this.client = EventStoreDBClient.create(settings);
    }

    /**
     * The call's result.
     *
     * @throws ExecutionException with the client's exception as its cause
     * @throws TimeoutException if the call never got as far as the server
     */
    <T> T call(Function<EventStoreDBClient, CompletableFuture<T>> call)
            throws ExecutionException, TimeoutException, InterruptedException {
        EventStoreDBClient used = current();
        try {
            return call.apply(used).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stuck) {
            used.shutdown();
            throw stuck;
        } catch (ExecutionException failed) {
            if (isWrongServer(failed.getCause())) {
                used.shutdown();
            }
            throw failed;
        }
    }

    private static boolean isWrongServer(Throwable failure) {
        return failure instanceof NotLeaderException
                || Status.fromThrowable(failure).getCode() == Status.Code.UNAVAILABLE;
    }

    private synchronized EventStoreDBClient current() {
        if (closed) {
            throw new EventStoreUnavailableException(new IllegalStateException("closed"));
        }
        if (client.isShutdown()) {
            client = EventStoreDBClient.create(settings);
        }
        return client;
    }

    @Override
    public synchronized void close() {
        closed = true;
        client.shutdown();
    }

    /**
     * Has the connection's own thread hand answers to the client, which does no more with them than complete futures,
     * rather than wake another thread for each.
     */
    private static final class DirectAnswers implements ClientInterceptor {
        private static final String STREAMS = "event_store.client.streams.Streams";

        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(
                MethodDescriptor<Q, A> method, CallOptions options, Channel channel) {
            return channel.newCall(
                    method, STREAMS.equals(method.getServiceName()) ? options.withExecutor(Runnable::run) : options);
        }
    }
}
