package io.orderstream.local.mongodb;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;

/**
 * The index by {@code _id}, also for queries that ask for more than the id: those look at one document as in MongoDB, where
 * the server's own index would leave them to look at all.
 */
final class PrimaryKey extends Index<Object> {

    static final String ID = "_id";

    private final Index<Object> index;

    PrimaryKey(Index<Object> index, boolean sparse) {
        super(index.getName(), index.getKeys(), sparse);
        this.index = index;
    }

    @Override
    public boolean canHandle(Document query) {
        return query.containsKey(ID) && index.canHandle(idOf(query));
    }

    /** Where documents with the id are; whether they are as asked otherwise, the collection looks itself. */
    @Override
    public Iterable<Object> getPositions(Document query) {
        return index.getPositions(idOf(query));
    }

    private static Document idOf(Document query) {
        return new Document(ID, query.get(ID));
    }

    @Override
    public Object getPosition(Document document) {
        return index.getPosition(document);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        index.checkAdd(document, collection);
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        index.add(document, position, collection);
    }

    @Override
    public Object remove(Document document) {
        return index.remove(document);
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
        index.checkUpdate(before, after, collection);
    }

    @Override
    public void updateInPlace(Document before, Document after, Object position, MongoCollection<Object> collection) {
        index.updateInPlace(before, after, position, collection);
    }

    @Override
    public long getCount() {
        return index.getCount();
    }

    @Override
    public long getDataSize() {
        return index.getDataSize();
    }

    @Override
    public void drop() {
        index.drop();
    }
}
