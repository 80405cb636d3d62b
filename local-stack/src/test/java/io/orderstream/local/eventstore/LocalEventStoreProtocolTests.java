package io.orderstream.local.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.eventstore.dbclient.AppendToStreamOptions;
import com.eventstore.dbclient.EventData;
import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.EventStoreDBPersistentSubscriptionsClient;
import com.eventstore.dbclient.EventStoreDBProjectionManagementClient;
import com.eventstore.dbclient.ReadStreamOptions;
import com.eventstore.dbclient.SubscribeToAllOptions;
import com.eventstore.dbclient.Subscription;
import com.eventstore.dbclient.SubscriptionListener;
import com.eventstore.dbclient.proto.gossip.GossipGrpc;
import com.eventstore.dbclient.proto.gossip.GossipOuterClass;
import com.eventstore.dbclient.proto.shared.Shared;
import com.eventstore.dbclient.proto.streams.StreamsGrpc;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to a single node without persistent subscriptions and projections. */
class LocalEventStoreProtocolTests {
    @TempDir
    private Path folder;

    private LocalEventStore store;
    private ManagedChannel channel;

    @BeforeEach
    void open() throws IOException {
        store = LocalEventStore.open(folder, 0);
        channel = NettyChannelBuilder.forAddress("localhost", store.port())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void close() throws IOException {
        channel.shutdownNow();
        store.close();
    }

    @Test
    void gossip_tells_of_one_living_leader_at_this_address() {
        GossipOuterClass.ClusterInfo cluster =
                GossipGrpc.newBlockingStub(channel).read(Shared.Empty.getDefaultInstance());
        assertThat(cluster.getMembersList()).singleElement().satisfies(member -> {
            assertThat(member.getState()).isEqualTo(GossipOuterClass.MemberInfo.VNodeState.Leader);
            assertThat(member.getIsAlive()).isTrue();
            assertThat(member.getHttpEndPoint().getPort()).isEqualTo(store.port());
        });
    }

    @Test
    void a_client_that_discovers_the_cluster_finds_the_store() throws Exception {
        var client = client("esdb+discover://localhost:%d?tls=false".formatted(store.port()));
        client.appendToStream("order-1", event("found")).get();
        assertThat(client.readStream("order-1", ReadStreamOptions.get()).get().getEvents())
                .hasSize(1);
        client.shutdown().get();
    }

    @Test
    void a_client_is_told_the_version_that_is_kept_to() throws Exception {
        var client = client(store.connectionString());
        assertThat(client.getServerVersion().get())
                .hasValueSatisfying(
                        version -> assertThat(version.isLessThan(23, 10, 0)).isFalse());
        client.shutdown().get();
    }

    @Test
    void a_persistent_subscription_is_refused_in_a_sentence() throws Exception {
        var client = EventStoreDBPersistentSubscriptionsClient.create(
                EventStoreDBConnectionString.parseOrThrow(store.connectionString()));
        assertUnimplemented(client.createToStream("order-1", "group"));
        client.shutdown().get();
    }

    @Test
    void a_projection_is_refused_in_a_sentence() throws Exception {
        var client = EventStoreDBProjectionManagementClient.create(
                EventStoreDBConnectionString.parseOrThrow(store.connectionString()));
        assertUnimplemented(client.create("totals", "fromAll()"));
        client.shutdown().get();
    }

    private static void assertUnimplemented(CompletableFuture<?> call) {
        assertThatThrownBy(call::get).cause().isInstanceOfSatisfying(StatusRuntimeException.class, refused -> {
            assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
            assertThat(refused.getStatus().getDescription()).contains("not offered by the local event store");
        });
    }

    @Test
    void a_deadline_that_has_passed_is_told_to_the_client() throws Exception {
        var client = client(store.connectionString());
        client.appendToStream("order-1", event("warm")).get();
        var hurried = AppendToStreamOptions.get().deadline(0);
        assertThatThrownBy(() ->
                        client.appendToStream("order-2", hurried, event("late")).get())
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
        client.shutdown().get();
    }

    @Test
    void a_filter_that_is_no_expression_is_refused() {
        var options = ReadReq.Options.newBuilder()
                .setAll(ReadReq.Options.AllOptions.newBuilder().setStart(Shared.Empty.getDefaultInstance()))
                .setSubscription(ReadReq.Options.SubscriptionOptions.getDefaultInstance())
                .setUuidOption(ReadReq.Options.UUIDOption.newBuilder().setString(Shared.Empty.getDefaultInstance()))
                .setFilter(ReadReq.Options.FilterOptions.newBuilder()
                        .setCount(Shared.Empty.getDefaultInstance())
                        .setCheckpointIntervalMultiplier(1)
                        .setEventType(ReadReq.Options.FilterOptions.Expression.newBuilder()
                                .setRegex("(")));
        assertInvalid(options);
    }

    @Test
    void a_read_that_does_not_say_what_it_reads_is_refused() {
        assertInvalid(ReadReq.Options.newBuilder()
                .setUuidOption(ReadReq.Options.UUIDOption.newBuilder().setString(Shared.Empty.getDefaultInstance())));
    }

    @Test
    void a_stream_name_that_is_not_text_is_refused() {
        assertInvalid(ReadReq.Options.newBuilder()
                .setStream(ReadReq.Options.StreamOptions.newBuilder()
                        .setStart(Shared.Empty.getDefaultInstance())
                        .setStreamIdentifier(Shared.StreamIdentifier.newBuilder()
                                .setStreamName(ByteString.copyFrom(new byte[] {(byte) 0xC3, (byte) 0x28}))))
                .setCount(1)
                .setNoFilter(Shared.Empty.getDefaultInstance())
                .setUuidOption(ReadReq.Options.UUIDOption.newBuilder().setString(Shared.Empty.getDefaultInstance())));
    }

    private void assertInvalid(ReadReq.Options.Builder options) {
        var stub = StreamsGrpc.newBlockingStub(channel);
        var request = ReadReq.newBuilder().setOptions(options).build();
        assertThatThrownBy(() -> stub.read(request).hasNext())
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    @Test
    void a_subscriber_is_told_when_the_store_closes() throws Exception {
        var client = client(store.connectionString());
        var ended = new CompletableFuture<@Nullable Throwable>();
        client.subscribeToAll(
                        new SubscriptionListener() {
                            @Override
                            public void onCancelled(Subscription subscription, @Nullable Throwable cause) {
                                ended.complete(cause);
                            }
                        },
                        SubscribeToAllOptions.get())
                .get();
        store.close();
        await().until(ended::isDone);
        assertThat(ended.join()).isNotNull();
        client.shutdown().get();
    }

    @Test
    void a_port_that_is_taken_is_refused_and_the_folder_is_given_up(@TempDir Path other) throws IOException {
        assertThatThrownBy(() -> LocalEventStore.open(other, store.port())).isInstanceOf(IOException.class);
        LocalEventStore.open(other, 0).close();
    }

    private static EventStoreDBClient client(String connectionString) {
        return EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(connectionString));
    }

    private static EventData event(String type) {
        return EventData.builderAsJson(type, "{}".getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
