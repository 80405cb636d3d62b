package io.orderstream.benchmarks.read;

import io.orderstream.benchmarks.measure.ExecutableJar;
import io.orderstream.benchmarks.measure.ServiceProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The read API over a database that is filled. */
public final class QueryService {

    public static final String DATABASE = "orderstream";

    private static final String MAIN = "io.orderstream.query.QueryServiceApplication";

    private QueryService() {}

    /**
     * Starts it.
     *
     * @param executable its executable jar
     * @param folder where it is unpacked
     * @param settings as environment variables
     */
    public static ServiceProcess start(Path executable, Path folder, String mongodb, Map<String, String> settings)
            throws Exception {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("SPRING_MONGODB_URI", mongodb + "/" + DATABASE);
        return ServiceProcess.start(
                new ExecutableJar(executable).unpacked(folder.resolve("query-service")), MAIN, environment);
    }
}
