package io.orderstream.readmodel.figures;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes the ids of documents from what they are about. */
public final class Keys {

    private Keys() {}

    /**
     * Parts joined by {@code |}, each encoded so that different parts never make the same id and that it holds nothing
     * but letters, digits and {@code . - * _ + % |}.
     */
    public static String of(@Nullable String... parts) {
        StringBuilder key = new StringBuilder();
        for (String part : parts) {
            if (!key.isEmpty()) {
                key.append('|');
            }
            key.append(part == null ? "" : URLEncoder.encode(part, StandardCharsets.UTF_8));
        }
        return key.toString();
    }
}
