package io.orderstream.query.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The bounds of live updates, for each instance.
 *
 * @param pollInterval how long after a look at the read models the next one follows; longer when a look takes long
 * @param heartbeat how often a connection on which nothing happens is kept alive
 * @param retry how long a client waits before it connects again; one that is sent away waits up to three times as long
 * @param maxConnections how many clients at once, unless the heap has {@linkplain #connections room} for fewer; more are
 *     refused
 * @param maxWaiting how many updates may wait for one client before it is cut off
 * @param maxReplay how many updates a client that comes back is told; if it missed more, it is told to read anew
 * @param sendBuffer what the operating system keeps for a client that does not read, of this as of every other answer
 */
@ConfigurationProperties("orderstream.query.live")
record LiveProperties(
        Duration pollInterval,
        Duration heartbeat,
        Duration retry,
        int maxConnections,
        int maxWaiting,
        int maxReplay,
        DataSize sendBuffer) {

    /**
     * What a client takes of the heap: 132 kB for the web server's buffers, the request and the thread, measured with
     * 2,000 clients on JDK 25 and Tomcat 11; the rest is what may wait for one that is slow.
     */
    private static final DataSize HEAP_OF_ONE = DataSize.ofKilobytes(200);

    /** How many clients at once: no more than half of the heap has room for. */
    int connections() {
        long room = Runtime.getRuntime().maxMemory() / 2 / HEAP_OF_ONE.toBytes();
        return (int) Math.min(maxConnections, room);
    }
}
