package io.orderstream.command.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Ends the connection of a request that is answered before its body was read whole, unless the rest comes soon: a client
 * that is still sending can take the answer, and one that never ends holds nothing. Tomcat by itself reads on for as long
 * as any byte comes now and then. The rest of a {@link LateBody} is not waited for at all.
 */
final class UnreadBodyValve extends ValveBase {

    /** As much as Tomcat would read. */
    private static final int MOST = 2 * 1024 * 1024;

    private final Duration patience;

    UnreadBodyValve(Duration patience) {
        super(true);
        this.patience = patience;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        boolean whole = request.isFinished() && !LateBody.has(request);
        if (!whole && !request.isAsync() && !isEnding(response) && !restCame(request, response)) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }

    private static boolean isEnding(Response response) {
        AtomicBoolean failed = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_ERROR, failed);
        return failed.get();
    }

    private boolean restCame(Request request, Response response) {
        try {
            response.finishResponse();
            return !LateBody.has(request) && readOn(request);
        } catch (IOException e) {
            container.getLogger().debug("the client went away, or fell silent", e);
            return false;
        }
    }

    private boolean readOn(Request request) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        Nowhere nowhere = new Nowhere();
        int seen = 0;
        int read = 0;
        while (read >= 0 && seen <= MOST && System.nanoTime() < deadline) {
            read = request.getCoyoteRequest().doRead(nowhere);
            seen += Math.max(read, 0);
        }
        return read < 0;
    }

    /** Where bytes go that nobody wants; the request's own stream may be closed by now. */
    private static final class Nowhere implements ApplicationBufferHandler {
        private ByteBuffer bytes = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer read) {
            bytes = read;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {
            // what is read stands in a buffer of Tomcat's
        }
    }
}
