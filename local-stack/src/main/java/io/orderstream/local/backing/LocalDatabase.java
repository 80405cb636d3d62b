package io.orderstream.local.backing;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import java.util.List;
import org.h2.mvstore.MVStore;

/** A database whose documents are found by their ids whatever else a query asks for. */
final class LocalDatabase extends H2Database {

    LocalDatabase(String name, MVStore store, CursorRegistry cursors) {
        super(name, store, cursors);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        Index<Object> index = super.openOrCreateUniqueIndex(collection, name, keys, sparse);
        boolean byId = keys.size() == 1 && keys.getFirst().getKey().equals(PrimaryKey.ID);
        return byId ? new PrimaryKey(index, sparse) : index;
    }
}
