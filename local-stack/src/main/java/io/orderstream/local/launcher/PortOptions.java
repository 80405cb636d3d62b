package io.orderstream.local.launcher;

import picocli.CommandLine.Option;

/** The ports as the user gives them; 0 picks a free one. */
final class PortOptions {

    @Option(
            names = "--command-port",
            paramLabel = "PORT",
            defaultValue = "${env:ORDERSTREAM_COMMAND_PORT:-8081}",
            description = "Port of the write API (default 8081, or ORDERSTREAM_COMMAND_PORT).")
    private int command;

    @Option(
            names = "--query-port",
            paramLabel = "PORT",
            defaultValue = "${env:ORDERSTREAM_QUERY_PORT:-8082}",
            description = "Port of the read API (default 8082, or ORDERSTREAM_QUERY_PORT).")
    private int query;

    @Option(
            names = "--projector-port",
            paramLabel = "PORT",
            defaultValue = "${env:ORDERSTREAM_PROJECTOR_PORT:-8083}",
            description = "Port of the projector's admin API (default 8083, or ORDERSTREAM_PROJECTOR_PORT).")
    private int projector;

    @Option(
            names = "--event-store-port",
            paramLabel = "PORT",
            defaultValue = "${env:ORDERSTREAM_EVENT_STORE_PORT:-2113}",
            description = "Port of the event store (default 2113, or ORDERSTREAM_EVENT_STORE_PORT).")
    private int eventStore;

    @Option(
            names = "--mongodb-port",
            paramLabel = "PORT",
            defaultValue = "${env:ORDERSTREAM_MONGODB_PORT:-27017}",
            description = "Port of MongoDB (default 27017, or ORDERSTREAM_MONGODB_PORT).")
    private int mongodb;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "${env:ORDERSTREAM_KAFKA_PORT:-9092}",
            description = "Port of Kafka (default 9092, or ORDERSTREAM_KAFKA_PORT).")
    private int kafka;

    Ports asGiven() {
        return new Ports(command, query, projector, eventStore, mongodb, kafka);
    }
}
