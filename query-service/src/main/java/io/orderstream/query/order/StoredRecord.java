package io.orderstream.query.order;

import com.mongodb.MongoClientSettings;
import org.bson.BsonBinaryReader;
import org.bson.BsonType;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.io.ByteBufferBsonInput;

/**
 * Makes records of stored documents with the driver's own codecs, which takes a fraction of what an object mapper does. A
 * record's components have the names of the document's fields; what the document does not have is null. Thread-safe.
 */
final class StoredRecord<T extends Record> {

    private final Codec<T> codec;

    StoredRecord(Class<T> type) {
        this.codec = MongoClientSettings.getDefaultCodecRegistry().get(type);
    }

    T of(RawBsonDocument document) {
        try (var fields = new Fields(document)) {
            return codec.decode(fields, DecoderContext.builder().build());
        }
    }

    /** The fields of a document; its id is called so, and is a text even where the database keeps it as one of its own ids. */
    private static final class Fields extends BsonBinaryReader {

        private Fields(RawBsonDocument document) {
            super(new ByteBufferBsonInput(document.getByteBuffer()));
        }

        @Override
        public String readName() {
            var name = super.readName();
            return name.equals("_id") ? "id" : name;
        }

        @Override
        public String readString() {
            return getCurrentBsonType() == BsonType.OBJECT_ID ? readObjectId().toHexString() : super.readString();
        }
    }
}
