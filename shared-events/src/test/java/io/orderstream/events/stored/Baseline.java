package io.orderstream.events.stored;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was released of a version of an event type: its fields, and a digest of each of its approved samples. With {@code
 * -Dcontract.approve} what is missing is written; what is there is never changed.
 *
 * @param name {@code order-placed.v1}, or {@code metadata}
 * @param samples the digest of each sample by its name
 * @param fields as {@link StoredShape} says them
 */
record Baseline(String name, Map<String, String> samples, List<String> fields) {

    private static final Path FOLDER = Path.of("src", "test", "resources", "released", "stored");
    private static final Path SAMPLES = Path.of("src", "test", "resources", "samples", "stored");
    private static final boolean APPROVE = System.getProperty("contract.approve") != null;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** All that was ever released. */
    static List<Baseline> all() {
        return names(FOLDER, ".txt").map(Baseline::read).toList();
    }

    static Stream<String> sampleNames() {
        return names(SAMPLES, ".json");
    }

    /** The baseline of a version; if it has none, and what is missing is to be approved, that which the code says now. */
    static Baseline of(String name, List<String> fields) {
        if (APPROVE && Files.notExists(file(name))) {
            Map<String, String> samples = digests(name);
            if (samples.size() < 2) {
                throw new AssertionError(name + " has just got its samples: run this again");
            }
            new Baseline(name, samples, fields).write();
        }
        if (Files.notExists(file(name))) {
            throw new AssertionError(name + " was never released: -Dcontract.approve records it");
        }
        return read(name);
    }

    static JsonNode sample(String name) {
        try {
            return JSON.readTree(Files.readString(SAMPLES.resolve(name + ".json")));
        } catch (IOException missing) {
            throw new UncheckedIOException("no approved sample " + name, missing);
        }
    }

    /** The approved sample; if there is none, and what is missing is to be approved, what is written now. */
    static JsonNode sample(String name, byte[] written) {
        Path file = SAMPLES.resolve(name + ".json");
        try {
            if (APPROVE && Files.notExists(file)) {
                Files.writeString(file, JSON.writeValueAsString(JSON.readTree(written)) + "\n");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return sample(name);
    }

    /** The digest of each sample that a version has. */
    static Map<String, String> digests(String name) {
        Map<String, String> digests = new TreeMap<>();
        sampleNames()
                .filter(sample -> sample.equals(name) || sample.equals(name + ".least"))
                .forEach(sample -> digests.put(sample, digest(sample(sample))));
        return digests;
    }

    /** A sentence for each way in which these fields and samples are not those that were released. */
    List<String> changes(List<String> now, Map<String, String> samplesNow) {
        List<String> changes = new ArrayList<>();
        for (String field : fields) {
            if (!now.contains(field)) {
                changes.add("has no longer '" + field + "'");
            }
        }
        for (String field : now) {
            if (!fields.contains(field)) {
                changes.add("now has '" + field + "'");
            }
        }
        return sentences(changes, samplesNow);
    }

    /** A sentence for each approved sample that is not what was released. */
    List<String> changes(Map<String, String> samplesNow) {
        return sentences(new ArrayList<>(), samplesNow);
    }

    private List<String> sentences(List<String> changes, Map<String, String> samplesNow) {
        samples.forEach((sample, digest) -> {
            if (!digest.equals(samplesNow.get(sample))) {
                changes.add("has another sample " + sample + " (" + samplesNow.get(sample) + ")");
            }
        });
        return changes.stream()
                .map(change -> name + " " + change + ": it was released and stands in logs for ever."
                        + " Raise the version in OrderEventTypes, add an Upcaster and approve a new sample.")
                .toList();
    }

    private void write() {
        List<String> lines = new ArrayList<>();
        samples.forEach((sample, digest) -> lines.add("sample " + sample + ": " + digest));
        fields.forEach(field -> lines.add("field " + field));
        try {
            Files.createDirectories(FOLDER);
            Files.write(file(name), lines);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Baseline read(String name) {
        Map<String, String> samples = new TreeMap<>();
        List<String> fields = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file(name))) {
                if (line.startsWith("sample ")) {
                    int colon = line.indexOf(": ");
                    samples.put(line.substring("sample ".length(), colon), line.substring(colon + 2));
                } else {
                    fields.add(line.substring("field ".length()));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new Baseline(name, samples, fields);
    }

    private static Path file(String name) {
        return FOLDER.resolve(name + ".txt");
    }

    private static Stream<String> names(Path folder, String end) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(end))
                    .map(name -> name.substring(0, name.length() - end.length()))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Of what it says; how it is laid out does not matter. */
    private static String digest(JsonNode json) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(json.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
