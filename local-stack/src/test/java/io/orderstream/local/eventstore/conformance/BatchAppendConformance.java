package io.orderstream.local.eventstore.conformance;

import static io.orderstream.local.eventstore.conformance.StoreUnderTest.newStream;
import static org.assertj.core.api.Assertions.assertThat;

import com.eventstore.dbclient.proto.shared.Shared;
import com.eventstore.dbclient.proto.streams.StreamsGrpc;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.BatchAppendReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.BatchAppendResp;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Empty;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Batch append, which the Java client does not use and clients in other languages do. */
public interface BatchAppendConformance {
    StoreUnderTest store();

    @Test
    default void a_batch_append_in_one_piece_is_stored() {
        String stream = newStream("order");
        BatchAppendResp answer =
                send(request(stream, "a", "b").setIsFinal(true)).getFirst();
        assertThat(answer.getSuccess().getCurrentRevision()).isEqualTo(1);
        assertThat(store().typesOf(stream)).containsExactly("a", "b");
    }

    @Test
    default void a_batch_append_in_pieces_is_one_append() {
        String stream = newStream("order");
        BatchAppendReq.Builder first = request(stream, "a").setIsFinal(false);
        BatchAppendReq.Builder second = BatchAppendReq.newBuilder()
                .setCorrelationId(first.getCorrelationId())
                .addProposedMessages(message("b"))
                .setIsFinal(true);
        List<BatchAppendResp> answers = send(first, second);
        assertThat(answers).hasSize(1);
        assertThat(store().typesOf(stream)).containsExactly("a", "b");
    }

    @Test
    default void each_of_many_batch_appends_is_answered_by_its_correlation() {
        List<BatchAppendReq.Builder> requests = IntStream.range(0, 50)
                .mapToObj(i -> request(newStream("order"), "e").setIsFinal(true))
                .toList();
        List<BatchAppendResp> answers = send(requests.toArray(BatchAppendReq.Builder[]::new));
        assertThat(answers)
                .extracting(BatchAppendResp::getCorrelationId)
                .containsExactlyInAnyOrderElementsOf(requests.stream()
                        .map(BatchAppendReq.Builder::getCorrelationId)
                        .toList());
    }

    @Test
    default void a_batch_append_at_the_wrong_revision_is_refused_inside_its_answer() throws Exception {
        String stream = newStream("order");
        send(request(stream, "a").setIsFinal(true));
        BatchAppendResp answer = send(request(stream, "b").setIsFinal(true)).getFirst();
        assertThat(answer.hasError()).isTrue();
        assertThat(answer.getError().getMessage()).isEqualTo("WrongExpectedVersion");
        assertThat(store().typesOf(stream)).containsExactly("a");
    }

    @Test
    default void a_batch_append_without_time_left_is_not_stored() {
        String stream = newStream("order");
        BatchAppendReq.Builder late = request(stream, "a").setIsFinal(true);
        late.getOptionsBuilder().setDeadline(Duration.getDefaultInstance());
        BatchAppendResp answer = send(late).getFirst();
        assertThat(answer.getError().getMessage()).isEqualTo("Timeout");
    }

    @Test
    default void a_batch_append_of_more_than_a_mebibyte_is_refused_and_the_call_goes_on() {
        BatchAppendReq.Builder large = request(newStream("order")).setIsFinal(true);
        large.addProposedMessages(message("large").setData(ByteString.copyFrom(new byte[1024 * 1024 + 1])));
        String stream = newStream("order");
        List<BatchAppendResp> answers = send(large, request(stream, "small").setIsFinal(true));
        assertThat(answers)
                .anySatisfy(
                        answer -> assertThat(answer.getError().getMessage()).isEqualTo("MaximumAppendSizeExceeded"));
        assertThat(store().typesOf(stream)).containsExactly("small");
    }

    private List<BatchAppendResp> send(BatchAppendReq.Builder... requests) {
        URI address = URI.create(store().connectionString());
        ManagedChannel channel = NettyChannelBuilder.forAddress(address.getHost(), address.getPort())
                .usePlaintext()
                .build();
        try {
            var answers = new Answers();
            StreamObserver<BatchAppendReq> call = StreamsGrpc.newStub(channel)
                    .withDeadlineAfter(20, TimeUnit.SECONDS)
                    .batchAppend(answers);
            for (var request : requests) {
                call.onNext(request.build());
            }
            call.onCompleted();
            return StoreUnderTest.get(answers.all);
        } finally {
            channel.shutdownNow();
        }
    }

    private static BatchAppendReq.Builder request(String stream, String... types) {
        var request = BatchAppendReq.newBuilder()
                .setCorrelationId(id())
                .setOptions(BatchAppendReq.Options.newBuilder()
                        .setStreamIdentifier(
                                Shared.StreamIdentifier.newBuilder().setStreamName(ByteString.copyFromUtf8(stream)))
                        .setNoStream(Empty.getDefaultInstance())
                        .setDeadline(Duration.newBuilder().setSeconds(10)));
        for (String type : types) {
            request.addProposedMessages(message(type));
        }
        return request;
    }

    private static BatchAppendReq.ProposedMessage.Builder message(String type) {
        return BatchAppendReq.ProposedMessage.newBuilder()
                .setId(id())
                .putMetadata("type", type)
                .putMetadata("content-type", "application/json")
                .setData(ByteString.copyFromUtf8("{}"));
    }

    private static Shared.UUID id() {
        return Shared.UUID.newBuilder().setString(UUID.randomUUID().toString()).build();
    }

    /** What one call answers. */
    final class Answers implements StreamObserver<BatchAppendResp> {
        private final List<BatchAppendResp> received = new CopyOnWriteArrayList<>();
        private final CompletableFuture<List<BatchAppendResp>> all = new CompletableFuture<>();

        @Override
        public void onNext(BatchAppendResp answer) {
            received.add(answer);
        }

        @Override
        public void onError(Throwable cause) {
            all.completeExceptionally(cause);
        }

        @Override
        public void onCompleted() {
            all.complete(received);
        }
    }
}
