package io.orderstream.cli.importing;

import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the write API says became of a line. */
record ImportedLine(Status status, JsonNode json) {

    /** What can become of a line. */
    enum Status {
        IMPORTED,
        ALREADY,
        CONFLICT,
        REJECTED,
        FAILED;

        /** Whether the order is there as the line says. */
        boolean isTaken() {
            return this == IMPORTED || this == ALREADY;
        }
    }

    /**
     * Reads a result.
     *
     * @throws IOException if it is none
     */
    static ImportedLine read(String line) throws IOException {
        try {
            JsonNode json = JsonMapper.shared().readTree(line);
            return new ImportedLine(Status.valueOf(json.path("status").asString("")), json);
        } catch (JacksonException | IllegalArgumentException strange) {
            throw new IOException("this is no result of an import: " + line, strange);
        }
    }
}
