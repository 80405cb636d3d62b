package io.orderstream.readmodel.broken;

import org.springframework.data.mongodb.core.MongoTemplate;

final class KnowsMongo {
    private MongoTemplate mongo;
}
