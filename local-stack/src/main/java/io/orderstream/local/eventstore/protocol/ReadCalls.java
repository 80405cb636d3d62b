package io.orderstream.local.eventstore.protocol;

import com.eventstore.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.ReadReq.Options.CountOptionCase;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.ReadReq.Options.FilterOptionCase;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.ReadReq.Options.FilterOptions;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.ReadReq.Options.ReadDirection;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.ReadReq.Options.StreamOptionCase;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import io.grpc.stub.ServerCallStreamObserver;
import io.orderstream.local.eventstore.engine.EventStoreEngine;
import io.orderstream.local.eventstore.feed.AllRead;
import io.orderstream.local.eventstore.feed.AllSubscription;
import io.orderstream.local.eventstore.feed.EventFilter;
import io.orderstream.local.eventstore.feed.Feed;
import io.orderstream.local.eventstore.feed.LogPosition;
import io.orderstream.local.eventstore.feed.Outlet;
import io.orderstream.local.eventstore.feed.StreamRead;
import io.orderstream.local.eventstore.feed.StreamRevision;
import io.orderstream.local.eventstore.feed.StreamSubscription;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Starts the read or subscription that a request asks for. */
final class ReadCalls {
    /** EventStoreDB's search window for a filter that asks for none. */
    private static final long DEFAULT_WINDOW = 32;

    /** Enough in the connection to keep it busy while other feeds have their turn, little for one who does not read. */
    private static final int READY_THRESHOLD = 512 * 1024;

    private final EventStoreEngine engine;
    private final Executor executor;
    private final Set<Feed> open = ConcurrentHashMap.newKeySet();

    ReadCalls(EventStoreEngine engine, Executor executor) {
        this.engine = engine;
        this.executor = executor;
    }

    void read(ReadReq.Options options, ServerCallStreamObserver<ReadResp> client) {
        if (!options.hasUuidOption()) {
            throw Refusals.invalid("`uuidOption` is a required argument.");
        }
        Feed feed = feed(options, new CallOutlet(client, new EventEncoder(options.getUuidOption())));
        client.setOnReadyThreshold(READY_THRESHOLD);
        client.setOnReadyHandler(feed::signal);
        open.add(feed);
        Runnable onCommit = feed::signal;
        Runnable forget = () -> {
            open.remove(feed);
            engine.removeOnCommit(onCommit);
        };
        client.setOnCancelHandler(forget);
        client.setOnCloseHandler(forget);
        if (options.hasSubscription()) {
            engine.onCommit(onCommit);
        }
        feed.signal();
    }

    void stop() {
        open.forEach(Feed::stop);
    }

    private Feed feed(ReadReq.Options options, Outlet outlet) {
        boolean subscription = options.getCountOptionCase() == CountOptionCase.SUBSCRIPTION;
        boolean forwards = options.getReadDirection() == ReadDirection.Forwards;
        boolean all = options.getStreamOptionCase() == StreamOptionCase.ALL;
        boolean filtered = options.getFilterOptionCase() == FilterOptionCase.FILTER;
        if (options.getStreamOptionCase() == StreamOptionCase.STREAMOPTION_NOT_SET
                || options.getCountOptionCase() == CountOptionCase.COUNTOPTION_NOT_SET
                || options.getFilterOptionCase() == FilterOptionCase.FILTEROPTION_NOT_SET
                || (filtered && !all)
                || (subscription && !forwards)) {
            throw Refusals.invalid("The combination of %s, %s, %s and %s is invalid."
                    .formatted(
                            options.getStreamOptionCase(),
                            options.getCountOptionCase(),
                            options.getReadDirection(),
                            options.getFilterOptionCase()));
        }
        EventFilter filter = filtered ? filter(options.getFilter()) : null;
        if (subscription) {
            return all ? allSubscription(options, outlet, filter) : streamSubscription(options, outlet);
        }
        long count = options.getCount() < 0 ? Long.MAX_VALUE : options.getCount();
        return all
                ? new AllRead(
                        executor,
                        engine.reader(),
                        outlet,
                        options.getResolveLinks(),
                        forwards,
                        position(options.getAll()),
                        count,
                        filter)
                : new StreamRead(
                        executor,
                        engine.reader(),
                        outlet,
                        options.getResolveLinks(),
                        Names.stream(options.getStream().getStreamIdentifier()),
                        forwards,
                        revision(options.getStream()),
                        count,
                        options.getControlOption().getCompatibility() >= 1);
    }

    private Feed allSubscription(ReadReq.Options options, Outlet outlet, @Nullable EventFilter filter) {
        return new AllSubscription(
                executor,
                engine.reader(),
                outlet,
                options.getResolveLinks(),
                position(options.getAll()),
                filter,
                filter == null ? 0 : checkpointInterval(options.getFilter()));
    }

    private static long checkpointInterval(FilterOptions filter) {
        long window = filter.hasMax() ? Integer.toUnsignedLong(filter.getMax()) : DEFAULT_WINDOW;
        long multiplier = Integer.toUnsignedLong(filter.getCheckpointIntervalMultiplier());
        if (window == 0 || multiplier == 0) {
            throw Refusals.invalid("A filter's window and its checkpoint interval multiplier are above 0.");
        }
        return window * multiplier;
    }

    private Feed streamSubscription(ReadReq.Options options, Outlet outlet) {
        return new StreamSubscription(
                executor,
                engine.reader(),
                outlet,
                options.getResolveLinks(),
                Names.stream(options.getStream().getStreamIdentifier()),
                options.getStream().hasStart() ? null : revision(options.getStream()));
    }

    private static LogPosition position(ReadReq.Options.AllOptions all) {
        return switch (all.getAllOptionCase()) {
            case POSITION -> LogPosition.at(all.getPosition().getCommitPosition());
            case START -> LogPosition.START;
            case END -> LogPosition.END;
            case ALLOPTION_NOT_SET -> throw Refusals.invalid("A read of $all says where it begins.");
        };
    }

    private static StreamRevision revision(ReadReq.Options.StreamOptions stream) {
        return switch (stream.getRevisionOptionCase()) {
            case REVISION -> StreamRevision.at(stream.getRevision());
            case START -> StreamRevision.START;
            case END -> StreamRevision.END;
            case REVISIONOPTION_NOT_SET -> throw Refusals.invalid("A read of a stream says where it begins.");
        };
    }

    private static EventFilter filter(FilterOptions filter) {
        return switch (filter.getFilterCase()) {
            case STREAM_IDENTIFIER -> {
                var by = filter.getStreamIdentifier();
                yield by.getRegex().isEmpty()
                        ? EventFilter.streamPrefixes(by.getPrefixList())
                        : EventFilter.streamMatches(checked(by.getRegex()));
            }
            case EVENT_TYPE -> {
                var by = filter.getEventType();
                yield by.getRegex().isEmpty()
                        ? EventFilter.typePrefixes(by.getPrefixList())
                        : EventFilter.typeMatches(checked(by.getRegex()));
            }
            case FILTER_NOT_SET -> throw Refusals.invalid("A filter is by stream name or by event type.");
        };
    }

    private static String checked(String regex) {
        try {
            return Pattern.compile(regex).pattern();
        } catch (PatternSyntaxException e) {
            throw Refusals.invalid("'%s' is not a regular expression: %s".formatted(regex, e.getDescription()));
        }
    }
}
