package io.orderstream.local.eventstore.index;

/** The names that EventStoreDB gives a meaning. */
public final class SystemNames {
    public static final String METADATA_TYPE = "$metadata";
    public static final String TOMBSTONE_TYPE = "$streamDeleted";
    public static final String LINK_TYPE = "$>";

    private static final String METADATA_PREFIX = "$$";

    private SystemNames() {}

    public static boolean isMetadataStream(String stream) {
        return stream.startsWith(METADATA_PREFIX);
    }

    public static String metadataStreamOf(String stream) {
        return METADATA_PREFIX + stream;
    }

    public static String describedBy(String metadataStream) {
        return metadataStream.substring(METADATA_PREFIX.length());
    }
}
