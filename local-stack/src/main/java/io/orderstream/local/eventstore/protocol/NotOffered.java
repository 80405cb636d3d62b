package io.orderstream.local.eventstore.protocol;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Answers every method that is not served with a sentence, rather than with the bare status. */
final class NotOffered extends HandlerRegistry {

    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String method, @Nullable String authority) {
        MethodDescriptor<InputStream, InputStream> descriptor = MethodDescriptor.<InputStream, InputStream>newBuilder()
                .setType(MethodDescriptor.MethodType.UNKNOWN)
                .setFullMethodName(method)
                .setRequestMarshaller(new Unread())
                .setResponseMarshaller(new Unread())
                .build();
        return ServerMethodDefinition.create(descriptor, (call, headers) -> {
            call.close(
                    Status.UNIMPLEMENTED.withDescription(
                            "%s is not offered by the local event store, which serves streams only. Run EventStoreDB for it."
                                    .formatted(method)),
                    new Metadata());
            return new ServerCall.Listener<>() {};
        });
    }

    private static final class Unread implements MethodDescriptor.Marshaller<InputStream> {
        @Override
        public InputStream stream(InputStream value) {
            return value;
        }

        @Override
        public InputStream parse(InputStream stream) {
            return new ByteArrayInputStream(new byte[0]);
        }
    }
}
