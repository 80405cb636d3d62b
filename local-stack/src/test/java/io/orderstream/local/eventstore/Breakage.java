package io.orderstream.local.eventstore;

import com.eventstore.dbclient.proto.shared.Shared;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.AppendReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.AppendResp;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.BatchAppendReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.BatchAppendResp;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.DeleteReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.DeleteResp;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.TombstoneReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.TombstoneResp;
import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.ServerInterceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A way for a store to be wrong, and the conformance test whose business it is to notice. */
enum Breakage {
    TAKES_ANY_REVISION_FOR_THE_EXPECTED_ONE(
            "an_older_revision_is_refused_with_the_current_one", appendRequest(Breakage::expectingAny)),
    LETS_EVERY_RACER_WIN(
            "of_two_hundred_writers_with_the_same_expectation_exactly_one_wins_each_time",
            appendRequest(Breakage::expectingAny)),
    STORES_A_REPEAT_AGAIN("a_repeat_with_any_revision_stores_nothing", appendRequest(Breakage::withAnotherId)),
    FORGETS_THE_CURRENT_REVISION(
            "no_stream_refuses_a_stream_that_exists_and_tells_its_revision",
            appendResponse(answer -> answer.hasWrongExpectedVersion()
                    ? answer.toBuilder()
                            .setWrongExpectedVersion(
                                    answer.getWrongExpectedVersion().toBuilder().setCurrentRevision(7))
                            .build()
                    : answer)),
    TELLS_A_POSITION_OF_ITS_OWN(
            "the_answer_holds_the_revision_and_the_position_of_the_last_event",
            appendResponse(answer -> answer.toBuilder()
                    .setSuccess(answer.getSuccess().toBuilder()
                            .setPosition(AppendResp.Position.newBuilder()
                                    .setCommitPosition(1)
                                    .setPreparePosition(1)))
                    .build())),
    CHANGES_THE_DATA(
            "an_event_is_kept_as_it_was_given", eventInResponse(event -> event.setData(ByteString.copyFromUtf8("{}")))),
    LOSES_THE_METADATA(
            "an_event_is_kept_as_it_was_given", eventInResponse(event -> event.setCustomMetadata(ByteString.EMPTY))),
    CALLS_EVERYTHING_JSON(
            "bytes_that_are_no_json_are_kept_as_they_are",
            eventInResponse(event -> event.putMetadata("content-type", "application/json"))),
    READS_ALWAYS_FORWARDS(
            "a_stream_is_read_backwards_from_its_end",
            readRequest(options -> options.getReadDirection() == ReadReq.Options.ReadDirection.Backwards
                    ? options.setReadDirection(ReadReq.Options.ReadDirection.Forwards)
                    : options)),
    READS_MORE_THAN_ASKED(
            "no_more_is_read_of_a_stream_than_was_asked_for",
            readRequest(options -> options.hasCount() ? options.setCount(Long.MAX_VALUE) : options)),
    FINDS_WHAT_IS_NOT_THERE(
            "a_stream_that_was_never_written_is_not_found",
            readResponse(() -> answer -> answer.hasStreamNotFound() ? List.of() : List.of(answer))),
    KEEPS_THE_LAST_REVISION_TO_ITSELF(
            "a_read_tells_the_last_revision_of_the_stream",
            readResponse(() -> answer -> answer.hasLastStreamPosition() ? List.of() : List.of(answer))),
    COUNTS_FROM_ONE(
            "revisions_count_from_zero_without_gaps",
            eventInResponse(event -> event.setStreamRevision(event.getStreamRevision() + 1))),
    GIVES_EVERY_EVENT_THE_SAME_POSITION(
            "all_is_read_in_the_order_of_positions_which_only_grow",
            eventInResponse(event -> event.setCommitPosition(9).setPreparePosition(9))),
    REPEATS_AN_EVENT(
            "subscribers_that_begin_in_the_middle_of_a_storm_get_every_event_once_and_in_order",
            readResponse(() -> everyTenth(answer -> List.of(answer, answer)))),
    LOSES_AN_EVENT(
            "a_stream_subscriber_that_begins_in_the_middle_of_a_storm_misses_and_repeats_nothing",
            readResponse(() -> everyTenth(answer -> List.of()))),
    NEVER_SAYS_CAUGHT_UP(
            "a_stream_subscription_is_told_once_that_it_caught_up_after_what_was_stored",
            readResponse(() -> answer -> answer.hasCaughtUp() ? List.of() : List.of(answer))),
    SAYS_CAUGHT_UP_BEFORE_IT_IS(
            "a_stream_subscription_is_told_once_that_it_caught_up_after_what_was_stored",
            readResponse(() -> answer -> answer.hasConfirmation()
                    ? List.of(
                            answer,
                            ReadResp.newBuilder()
                                    .setCaughtUp(ReadResp.CaughtUp.getDefaultInstance())
                                    .build())
                    : List.of(answer))),
    BEGINS_WITH_THE_GIVEN_REVISION(
            "a_stream_subscription_begins_after_the_given_revision",
            readRequest(
                    options -> options.hasSubscription() && options.getStream().hasRevision()
                            ? options.setStream(options.getStream().toBuilder()
                                    .setRevision(options.getStream().getRevision() - 1))
                            : options)),
    BEGINS_AT_THE_START_WHEN_ASKED_FOR_THE_END(
            "a_subscription_to_all_from_its_end_gets_only_what_is_new",
            readRequest(options -> options.hasSubscription() && options.getAll().hasEnd()
                    ? options.setAll(options.getAll().toBuilder().setStart(Shared.Empty.getDefaultInstance()))
                    : options)),
    IGNORES_THE_FILTER(
            "a_filter_by_stream_prefix_lets_only_those_streams_through",
            readRequest(
                    options -> options.hasFilter() ? options.setNoFilter(Shared.Empty.getDefaultInstance()) : options)),
    SENDS_NO_CHECKPOINTS(
            "a_filtered_subscription_gets_checkpoints_though_nothing_matches",
            readResponse(() -> answer -> answer.hasCheckpoint() ? List.of() : List.of(answer))),
    CHECKPOINTS_TOO_FAR(
            "a_checkpoint_never_passes_an_event_that_was_not_sent",
            readResponse(() -> answer -> answer.hasCheckpoint()
                    ? List.of(answer.toBuilder()
                            .setCheckpoint(ReadResp.Checkpoint.newBuilder()
                                    .setCommitPosition(Long.MAX_VALUE / 2)
                                    .setPreparePosition(Long.MAX_VALUE / 2))
                            .build())
                    : List.of(answer))),
    DELETES_ANOTHER_STREAM("a_deleted_stream_is_not_found", deleteRequest()),
    TAKES_A_TOMBSTONE_FOR_A_DELETION("a_tombstoned_stream_takes_nothing_more", tombstoneRequest()),
    DOES_NOT_FOLLOW_LINKS("a_link_is_followed_when_asked", readRequest(options -> options.setResolveLinks(false))),
    HIDES_NOTHING(
            "a_maximum_count_shows_only_the_newest_events",
            appendRequest(request -> request.hasProposedMessage()
                            && request.getProposedMessage()
                                    .getMetadataOrDefault("type", "")
                                    .equals("$metadata")
                    ? request.toBuilder()
                            .setProposedMessage(
                                    request.getProposedMessage().toBuilder().setData(ByteString.copyFromUtf8("{}")))
                            .build()
                    : request)),
    FORGETS_WHICH_BATCH_APPEND_IT_ANSWERS("each_of_many_batch_appends_is_answered_by_its_correlation", batchResponse()),
    GIVES_A_LATE_BATCH_APPEND_MORE_TIME("a_batch_append_without_time_left_is_not_stored", batchRequest());

    private final String test;
    private final ServerInterceptor tampering;

    Breakage(String test, ServerInterceptor tampering) {
        this.test = test;
        this.tampering = tampering;
    }

    String test() {
        return test;
    }

    ServerInterceptor tampering() {
        return tampering;
    }

    private static AppendReq expectingAny(AppendReq request) {
        return request.hasOptions()
                ? request.toBuilder()
                        .setOptions(request.getOptions().toBuilder().setAny(Shared.Empty.getDefaultInstance()))
                        .build()
                : request;
    }

    private static AppendReq withAnotherId(AppendReq request) {
        return request.hasProposedMessage()
                ? request.toBuilder()
                        .setProposedMessage(request.getProposedMessage().toBuilder()
                                .setId(Shared.UUID
                                        .newBuilder()
                                        .setString(UUID.randomUUID().toString())))
                        .build()
                : request;
    }

    private static ServerInterceptor appendRequest(UnaryOperator<AppendReq> change) {
        return new Tampering<>("Append", AppendReq.class, AppendResp.class, () -> change, same());
    }

    private static ServerInterceptor appendResponse(UnaryOperator<AppendResp> change) {
        return new Tampering<>(
                "Append",
                AppendReq.class,
                AppendResp.class,
                UnaryOperator::identity,
                () -> answer -> List.of(change.apply(answer)));
    }

    private static ServerInterceptor readRequest(UnaryOperator<ReadReq.Options.Builder> change) {
        UnaryOperator<ReadReq> whole = request -> request.toBuilder()
                .setOptions(change.apply(request.getOptions().toBuilder()))
                .build();
        return new Tampering<>("Read", ReadReq.class, ReadResp.class, () -> whole, same());
    }

    private static ServerInterceptor readResponse(Supplier<Function<ReadResp, List<ReadResp>>> change) {
        return new Tampering<>("Read", ReadReq.class, ReadResp.class, UnaryOperator::identity, change);
    }

    private static ServerInterceptor eventInResponse(UnaryOperator<ReadResp.ReadEvent.RecordedEvent.Builder> change) {
        return readResponse(() -> answer -> List.of(
                answer.hasEvent()
                        ? answer.toBuilder()
                                .setEvent(answer.getEvent().toBuilder()
                                        .setEvent(change.apply(answer.getEvent().getEvent().toBuilder())))
                                .build()
                        : answer));
    }

    private static Function<ReadResp, List<ReadResp>> everyTenth(Function<ReadResp, List<ReadResp>> change) {
        List<ReadResp> seen = new ArrayList<>();
        return answer -> {
            if (!answer.hasEvent()) {
                return List.of(answer);
            }
            seen.add(answer);
            return seen.size() % 10 == 0 ? change.apply(answer) : List.of(answer);
        };
    }

    private static ServerInterceptor deleteRequest() {
        var other = Shared.StreamIdentifier.newBuilder().setStreamName(ByteString.copyFromUtf8("other"));
        UnaryOperator<DeleteReq> change = request -> request.toBuilder()
                .setOptions(request.getOptions().toBuilder().setStreamIdentifier(other))
                .build();
        return new Tampering<>("Delete", DeleteReq.class, DeleteResp.class, () -> change, same());
    }

    /** A tombstone on another stream leaves this one as it was. */
    private static ServerInterceptor tombstoneRequest() {
        UnaryOperator<TombstoneReq> change = request -> request.toBuilder()
                .setOptions(request.getOptions().toBuilder()
                        .setAny(Shared.Empty.getDefaultInstance())
                        .setStreamIdentifier(Shared.StreamIdentifier.newBuilder()
                                .setStreamName(ByteString.copyFromUtf8("other-" + UUID.randomUUID()))))
                .build();
        return new Tampering<>("Tombstone", TombstoneReq.class, TombstoneResp.class, () -> change, same());
    }

    private static ServerInterceptor batchResponse() {
        var nobody = Shared.UUID.newBuilder().setString(new UUID(1, 1).toString());
        return new Tampering<>(
                "BatchAppend",
                BatchAppendReq.class,
                BatchAppendResp.class,
                UnaryOperator::identity,
                () -> answer ->
                        List.of(answer.toBuilder().setCorrelationId(nobody).build()));
    }

    private static ServerInterceptor batchRequest() {
        UnaryOperator<BatchAppendReq> change = request -> request.toBuilder()
                .setOptions(request.getOptions().toBuilder().clearDeadline().setNoStream(Empty.getDefaultInstance()))
                .build();
        return new Tampering<>("BatchAppend", BatchAppendReq.class, BatchAppendResp.class, () -> change, same());
    }

    private static <R> Supplier<Function<R, List<R>>> same() {
        return () -> List::of;
    }
}
