package io.orderstream.local.launcher;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/**
 * Stands in for a service where the test is about one that fails. It unpacks itself as an executable jar does, answers
 * readiness, and misbehaves as the file {@code behaviour} beside its data says.
 */
final class StandInService {

    private StandInService() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 3 && arguments[0].equals("extract")) {
            var jar = Path.of(System.getProperty("java.class.path"));
            var destination = Files.createDirectories(Path.of(arguments[2]));
            Files.copy(jar, destination.resolve(jar.getFileName()));
            return;
        }
        serve(Path.of(System.getenv("STAND_IN_FOLDER")));
    }

    private static void serve(Path folder) throws IOException, InterruptedException {
        var port = Integer.parseInt(System.getenv("SERVER_PORT"));
        var misbehaviour = folder.resolve("port-" + port);
        var behaviour = Files.exists(misbehaviour) ? Files.readString(misbehaviour) : "serve";
        if (behaviour.equals("die at start")) {
            System.out.println("no luck today");
            System.exit(7);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> note(folder, "service stops")));
        if (behaviour.equals("never get ready")) {
            new CountDownLatch(1).await();
        }
        var server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
        server.createContext("/actuator/health/readiness", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/die", exchange -> Runtime.getRuntime().halt(9));
        server.start();
        System.out.println("stand-in serves on " + port);
    }

    private static void note(Path folder, String line) {
        try {
            Files.writeString(
                    folder.resolve("notes"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            System.err.println(e);
        }
    }
}
