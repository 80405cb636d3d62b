package io.orderstream.local.mongodb;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Where documents are, in the order of some of their fields, ascending whatever the index was asked to be, for it is walked
 * either way. A document has an entry for each element of an array. It finds nothing from when on a document has a value
 * that is not {@linkplain SortableKey#add comparable here}, or two arrays. Changed by one thread at a time, as the
 * collection sees to; read by any.
 */
final class SecondaryIndex extends Index<Object> {

    /** The entry that is of no document: which of the fields were arrays, as bits from the lowest. */
    private static final byte[] ARRAYS = {};

    private static final byte[] FIRST = {1};
    private static final long UNFIT = -1;
    private static final List<Object> NOTHING = List.of(Missing.getInstance());

    private final List<String> fields;
    private final MVMap<byte[], Object> entries;

    SecondaryIndex(String name, List<IndexKey> keys, boolean sparse, MVMap<byte[], Object> entries) {
        super(name, keys, sparse);
        this.fields = keys();
        this.entries = entries;
    }

    /**
     * A part of the index that has each document which meets the conditions once.
     *
     * @param sorted whether its documents come in the order that was asked for
     */
    record Walk(MVMap<byte[], Object> entries, byte[] from, byte[] to, boolean sorted, boolean descending) {

        /** How many documents it has. */
        long length() {
            return rank(to) - rank(from);
        }

        Iterator<Object> positions() {
            Cursor<byte[], Object> cursor =
                    descending ? entries.cursor(to, from, true) : entries.cursor(from, to, false);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return cursor.hasNext();
                }

                @Override
                public Object next() {
                    cursor.next();
                    return cursor.getValue();
                }
            };
        }

        private long rank(byte[] key) {
            long index = entries.getKeyIndex(key);
            return index < 0 ? -index - 1 : index;
        }
    }

    /** The part that is of use, or null if that is the whole index and not in order. */
    @Nullable
    Walk walk(Conditions conditions, Document order) {
        SortableKey key = new SortableKey();
        int before = 0;
        while (before < fields.size() && isOneValue(conditions.equal(fields.get(before)), key)) {
            before++;
        }
        if (arrays() >>> before != 0) {
            return null;
        }
        byte[] equal = key.bytes();
        byte[] lowest = null;
        byte[] highest = null;
        if (before < fields.size()) {
            String bounded = fields.get(before);
            lowest = bound(equal, conditions.lowest(bounded));
            highest = bound(equal, conditions.highest(bounded));
        }
        boolean sorted = isSorted(order, before);
        boolean isPart = before > 0 || lowest != null || highest != null;
        if (!isPart && (order.isEmpty() || !sorted)) {
            return null;
        }
        byte[] from = lowest != null ? lowest : before > 0 ? equal : FIRST;
        byte[] to = SortableKey.behind(highest != null ? highest : equal);
        return new Walk(entries, from, to, sorted, sorted && isDescending(order));
    }

    private static boolean isOneValue(@Nullable Object value, SortableKey key) {
        return value != null && key.add(value);
    }

    private static byte @Nullable [] bound(byte[] equal, @Nullable Object value) {
        SortableKey key = new SortableKey(equal);
        return isOneValue(value, key) ? key.bytes() : null;
    }

    private boolean isSorted(Document order, int before) {
        int after = before + order.size();
        return after <= fields.size()
                && fields.subList(before, after).equals(List.copyOf(order.keySet()))
                && order.values().stream().distinct().count() <= 1;
    }

    private static boolean isDescending(Document order) {
        return !order.isEmpty() && ((Number) order.values().iterator().next()).intValue() < 0;
    }

    private long arrays() {
        return entries.get(ARRAYS) instanceof Long arrays ? arrays : 0;
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        for (byte[] key : keys(document)) {
            entries.put(key, position);
        }
    }

    @Override
    public Object remove(Document document) {
        for (byte[] key : keys(document)) {
            entries.remove(key);
        }
        return document.get(PrimaryKey.ID);
    }

    @Override
    public void updateInPlace(Document before, Document after, Object position, MongoCollection<Object> collection) {
        if (values(before).equals(values(after))) {
            return;
        }
        keys(before).forEach(entries::remove);
        keys(after).forEach(key -> entries.put(key, position));
    }

    private List<Object> values(Document document) {
        return fields.stream()
                .map(field -> Utils.getSubdocumentValueCollectionAware(document, field))
                .toList();
    }

    /** None if the index is not fit for the document, and so for no other. */
    private Set<byte[]> keys(Document document) {
        List<Object> values = new ArrayList<>(values(document));
        int array = IntStream.range(0, values.size())
                .filter(i -> values.get(i) instanceof Collection<?>)
                .findFirst()
                .orElse(values.size());
        values.add(document.get(PrimaryKey.ID));
        Set<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        boolean fit = arrays() != UNFIT;
        if (values.get(array) instanceof Collection<?> elements) {
            isArray(array);
            for (Object element : elements.isEmpty() ? NOTHING : elements) {
                values.set(array, element);
                fit &= add(values, keys);
            }
        } else {
            fit &= add(values, keys);
        }
        return fit ? keys : unfit();
    }

    private static boolean add(List<Object> values, Set<byte[]> keys) {
        SortableKey key = new SortableKey();
        boolean fit = values.stream().allMatch(key::add);
        keys.add(key.bytes());
        return fit;
    }

    private void isArray(int field) {
        long arrays = arrays() | 1L << field;
        if (arrays != arrays()) {
            entries.put(ARRAYS, arrays);
        }
    }

    private Set<byte[]> unfit() {
        entries.clear();
        entries.put(ARRAYS, UNFIT);
        return Set.of();
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {}

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {}

    /** Which documents an index finds is for the collection to choose. */
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new UnsupportedOperationException();
    }

    /** Unknown here; the primary key has it. */
    @Override
    public @Nullable Object getPosition(Document document) {
        return null;
    }

    @Override
    public long getCount() {
        return entries.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {}
}
