package io.orderstream.query.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server-sent event, encoded once for all connections.
 *
 * @param key what it is about; a later message with the same key says all that this one says
 * @param frame its bytes, which nobody changes
 */
record LiveMessage(String key, byte[] frame) {

    /** Keeps connections from being taken for dead; clients ignore it. */
    static final byte[] HEARTBEAT = ":\n\n".getBytes(UTF_8);

    private static final String RESET = "reset";

    /**
     * Something changed, and who has this message last goes on from {@code position}. With the token in it any read shows
     * the change.
     */
    static LiveMessage change(LiveFeed feed, LiveChange change, LivePosition position, JsonMapper json) {
        ObjectNode data = json.valueToTree(change.view());
        data.put("consistencyToken", Long.toString(change.position()));
        return of(feed.name() + "/" + change.key(), feed.name(), position, json.writeValueAsString(data));
    }

    /** What was told so far does not lead to {@code position}: the client has to read anew. */
    static LiveMessage reset(LivePosition position) {
        return of(RESET, RESET, position, "{}");
    }

    /** From here on the client is told every change. */
    static LiveMessage connected(LivePosition position, Duration retry) {
        var plain = of("connected", "connected", position, "{}");
        return new LiveMessage(plain.key, concat(retry(retry), plain.frame));
    }

    /** The connection ends, and should be made anew after a while. */
    static byte[] end(LiveConnection.End reason, Duration retry) {
        var event = "event: end\ndata: {\"reason\":\"" + reason.text() + "\"}\n\n";
        return concat(retry(retry), event.getBytes(UTF_8));
    }

    boolean isReset() {
        return key.equals(RESET);
    }

    private static LiveMessage of(String key, String event, LivePosition position, String data) {
        var text = "id: " + position.encode() + "\nevent: " + event + "\ndata: " + data + "\n\n";
        return new LiveMessage(key, text.getBytes(UTF_8));
    }

    private static byte[] retry(Duration pause) {
        return ("retry: " + pause.toMillis() + "\n").getBytes(UTF_8);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
