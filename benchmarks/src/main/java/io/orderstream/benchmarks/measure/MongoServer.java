package io.orderstream.benchmarks.measure;

import io.orderstream.local.mongodb.LocalMongo;
import java.nio.file.Path;

/** The local stack's stand-in for MongoDB in a JVM of its own. */
public final class MongoServer {

    private MongoServer() {}

    /** Arguments: the folder of its data. */
    public static void main(String[] arguments) throws Exception {
        LocalMongo mongo = LocalMongo.start(Path.of(arguments[0]), 0);
        System.out.println("MongoDB ready at " + mongo.connectionString());
        Thread.currentThread().join();
    }
}
