package io.orderstream.local.eventstore.protocol;

import com.eventstore.dbclient.proto.shared.Shared;
import com.google.protobuf.ByteString;
import io.orderstream.local.eventstore.engine.Expected;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Stream names and revisions between the wire and the store. */
final class Names {
    private static final int LONGEST = 16 * 1024;

    private Names() {}

    static String stream(Shared.StreamIdentifier identifier) {
        ByteString name = identifier.getStreamName();
        if (name.isEmpty() || name.size() > LONGEST) {
            throw Refusals.invalid("A stream's name has 1 to %d bytes.".formatted(LONGEST));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(name.asReadOnlyByteBuffer())
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusals.invalid("A stream's name is UTF-8.");
        }
    }

    static Shared.StreamIdentifier identifier(String stream) {
        return Shared.StreamIdentifier.newBuilder()
                .setStreamName(ByteString.copyFromUtf8(stream))
                .build();
    }

    static Expected revision(long unsigned) {
        if (unsigned < 0) {
            throw Refusals.invalid("'%s' is not a revision.".formatted(Long.toUnsignedString(unsigned)));
        }
        return Expected.revision(unsigned);
    }
}
