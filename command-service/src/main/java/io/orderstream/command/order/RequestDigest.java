package io.orderstream.command.order;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A digest of what a request asks for. Two requests have the same digest if they ask for the same with the same values;
 * white space, the order of fields and fields that are null do not count, so that a field that requests may have one day
 * changes no digest of those that do without it.
 */
@Component
final class RequestDigest {

    private final JsonMapper json;

    RequestDigest(JsonMapper json) {
        this.json = json.rebuild()
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
    }

    /** The digest, SHA-256 in URL-safe base 64. */
    String of(String command, Object content) {
        MessageDigest sha256 = sha256();
        sha256.update(command.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        sha256.update(json.writeValueAsBytes(content));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
