package io.orderstream.benchmarks.read;

import io.orderstream.benchmarks.measure.ExecutableJar;
import io.orderstream.benchmarks.measure.ServiceProcess;
import java.nio.file.Path;
import java.util.Map;

/** The read API over a database that is filled. */
public final class QueryService {

    private static final String MAIN = "io.orderstream.query.QueryServiceApplication";

    private QueryService() {}

    /**
     * Starts it.
     *
     * @param executable its executable jar
     * @param folder where it is unpacked
     * @param heapMegabytes the most that its heap takes
     * @param mongodb the address of the server
     * @param database the name of that with the read models
     */
    public static ServiceProcess start(Path executable, Path folder, int heapMegabytes, String mongodb, String database)
            throws Exception {
        return ServiceProcess.start(
                new ExecutableJar(executable).unpacked(folder.resolve("query-service")),
                MAIN,
                heapMegabytes,
                Map.of("SPRING_MONGODB_URI", mongodb + "/" + database));
    }
}
