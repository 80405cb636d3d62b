package io.orderstream.local.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process of the stack before it runs.
 *
 * @param command what follows the Java program on its command line
 * @param readyMarker a file the process writes when it is ready, where its addresses accept connections earlier than that
 */
record ProcessPlan(
        String name,
        List<String> command,
        Map<String, String> environment,
        List<Endpoint> endpoints,
        Optional<Path> readyMarker) {}
