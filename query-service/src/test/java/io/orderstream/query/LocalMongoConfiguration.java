package io.orderstream.query;

import com.mongodb.ConnectionString;
import io.orderstream.local.mongodb.LocalMongo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.util.FileSystemUtils;

/** MongoDB for tests of the whole service, in a folder that goes away with it. */
@TestConfiguration(proxyBeanMethods = false)
public class LocalMongoConfiguration {

    @Bean
    Server mongoServer() throws IOException {
        var folder = Files.createTempDirectory("query-service-tests");
        return new Server(LocalMongo.start(folder, 0), folder);
    }

    @Bean
    MongoConnectionDetails mongoConnectionDetails(Server server) {
        return () -> new ConnectionString(server.mongo.connectionString() + "/orderstream");
    }

    record Server(LocalMongo mongo, Path folder) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            mongo.close();
            FileSystemUtils.deleteRecursively(folder);
        }
    }
}
