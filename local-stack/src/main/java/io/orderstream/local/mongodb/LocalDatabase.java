package io.orderstream.local.mongodb;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;

/** A database whose documents are found by their ids whatever else a query asks for, and by secondary indexes. */
final class LocalDatabase extends H2Database {

    private final MVStore store;

    LocalDatabase(String name, MVStore store, CursorRegistry cursors) {
        super(name, store, cursors);
        this.store = store;
        super.initializeNamespacesAndIndexes();
    }

    /** Done by the constructor, which has the store only after this was called. */
    @Override
    protected void initializeNamespacesAndIndexes() {}

    /** An aggregation that begins by selecting is given what it selects, found as by a query; others all documents. */
    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        if (command.equals("aggregate")) {
            List<Document> pipeline = Aggregation.parse(query.get("pipeline"));
            if (!pipeline.isEmpty()
                    && pipeline.getFirst().get("$match") instanceof Document match
                    && collection(query.get(command)) instanceof LocalCollection collection) {
                clearLastStatus(channel);
                List<Document> rest = pipeline.subList(1, pipeline.size());
                Aggregation aggregation = Aggregation.fromPipeline(rest, databases, this, collection, oplog);
                aggregation.validate(query);
                Document cursor = new Document("id", 0L)
                        .append("ns", collection.getFullName())
                        .append("firstBatch", aggregation.runStages(collection.matching(match)));
                return new Document("cursor", cursor).append("ok", 1.0);
            }
        }
        return super.handleCommand(channel, command, query, databases, oplog);
    }

    private @Nullable MongoCollection<Object> collection(@Nullable Object name) {
        return name == null ? null : resolveCollection(name.toString(), false);
    }

    /** The maps are the ones that the server itself would open. */
    @Override
    protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
        String name = getFullCollectionNamespace(collection);
        return new LocalCollection(
                this,
                collection,
                options,
                store.openMap("databases." + name),
                store.openMap("meta." + name),
                cursorRegistry);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        Index<Object> index = super.openOrCreateUniqueIndex(collection, name, keys, sparse);
        boolean byId = keys.size() == 1 && keys.getFirst().getKey().equals(PrimaryKey.ID);
        return byId ? new PrimaryKey(index, sparse) : index;
    }

    /** Its map is named as the server names those of unique indexes, so that it goes when the index is dropped. */
    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        MVMap<byte[], Object> entries = store.openMap(
                getFullCollectionNamespace(collection) + "._index_" + name,
                new MVMap.Builder<byte[], Object>().keyType(ByteArrayDataType.INSTANCE));
        return new SecondaryIndex(name, keys, sparse, entries);
    }
}
