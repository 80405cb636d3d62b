package io.orderstream.readmodel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * A part of all orders, by a hash of their ids that never changes. The shards of one count divide all orders among them.
 *
 * <p>Documents and checkpoints of a read model with several shards are kept once for each shard. In the database their ids
 * then end with the shard; with a single shard they stand as they are.
 *
 * @param index from 0
 * @param count how many there are, from 1
 */
public record Shard(int index, int count) {

    /** All orders. */
    public static final Shard WHOLE = new Shard(0, 1);

    private static final char MARK = '@';

    public Shard {
        if (count < 1 || index < 0 || index >= count) {
            throw new IllegalArgumentException("no shard " + index + " of " + count);
        }
    }

    /** The shards that divide all orders into {@code count}. */
    public static List<Shard> of(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Shard(i, count)).toList();
    }

    /** Whether an order is in this shard. */
    public boolean holds(String orderId) {
        if (count == 1) {
            return true;
        }
        CRC32 hash = new CRC32();
        hash.update(orderId.getBytes(UTF_8));
        return hash.getValue() % count == index;
    }

    /** What {@code key} is called in the database, in this shard. */
    public String idOf(String key) {
        return count == 1 ? key : key + MARK + index;
    }

    /** What {@link #idOf} made this id of. */
    public String keyOf(String id) {
        return count == 1 ? id : id.substring(0, id.lastIndexOf(MARK));
    }
}
