package io.orderstream.local.mongodb;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import io.orderstream.local.mongodb.SecondaryIndex.Walk;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Documents that are found by secondary indexes where they have them. Of several that would serve, the one is walked that has
 * few documents to look at and sort; if none has few, one that needs no sorting.
 *
 * <p>What is found is a copy, which stays as it is while an answer is written: the server changes the documents that it finds
 * for an update, and puts them back.
 */
final class LocalCollection extends H2Collection {

    private static final int FEW = 1_000;
    private static final Document NO_ORDER = new Document();

    LocalCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> documents,
            MVMap<String, Object> figures,
            CursorRegistry cursors) {
        super(database, name, options, documents, figures, cursors);
    }

    /** Those that the query finds, in no order; read one after another while the stream is. */
    Stream<Document> matching(Document query) {
        Walk walk = walk(query, NO_ORDER);
        return (walk == null ? queryAllAsStream() : along(walk))
                .filter(document -> documentMatchesQuery(document, query));
    }

    @Override
    public Stream<Document> queryAllAsStream() {
        return streamAllDocumentsWithPosition().map(DocumentWithPosition::getDocument);
    }

    @Override
    protected Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
        return super.streamAllDocumentsWithPosition()
                .map(found -> new DocumentWithPosition<>(found.getDocument().clone(), found.getPosition()));
    }

    @Override
    protected @Nullable Document getDocument(Object position) {
        Document document = super.getDocument(position);
        return document == null ? null : document.clone();
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, @Nullable Document orderBy, int skip, int limit, int batch, @Nullable Document fields) {
        Document order = orderBy == null ? NO_ORDER : orderBy;
        Walk walk = query.containsKey(PrimaryKey.ID) || order.containsKey("$natural") ? null : walk(query, order);
        return walk == null
                ? super.queryDocuments(query, orderBy, skip, limit, batch, fields)
                : matchDocumentsFromStream(
                        along(walk), query, walk.sorted() ? null : order, skip, limit, batch, fields);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, @Nullable Document orderBy, int skip, int limit, int batch, @Nullable Document fields) {
        return isNaturalDescending(orderBy)
                ? super.matchDocuments(query, orderBy, skip, limit, batch, fields)
                : matchDocumentsFromStream(queryAllAsStream(), query, orderBy, skip, limit, batch, fields);
    }

    /** How the documents are looked for; null if all are to be looked at. */
    @Nullable
    Walk walk(Document query, Document order) {
        Conditions conditions = Conditions.of(query);
        List<Walk> walks = getIndexes().stream()
                .filter(SecondaryIndex.class::isInstance)
                .map(index -> ((SecondaryIndex) index).walk(conditions, order))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(Walk::length))
                .toList();
        return walks.stream()
                .filter(walk -> walk.sorted() || walk.length() <= FEW)
                .findFirst()
                .orElse(walks.isEmpty() ? null : walks.getFirst());
    }

    private Stream<Document> along(Walk walk) {
        var positions = Spliterators.spliteratorUnknownSize(walk.positions(), Spliterator.ORDERED);
        return StreamSupport.stream(positions, false).map(this::getDocument).filter(Objects::nonNull);
    }
}
