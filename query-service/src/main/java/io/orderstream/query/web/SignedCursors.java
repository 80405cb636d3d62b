package io.orderstream.query.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Makes cursors of places in lists, and places of cursors. A cursor that was not made here, or for another list, is
 * refused. Who takes one apart can read the place, so that must hold nothing that the list itself does not show.
 * Thread-safe.
 */
@Component
public class SignedCursors {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 16;

    private final SecretKey key;

    SignedCursors(CursorProperties properties) {
        byte[] secret = properties.cursorKey().getBytes(UTF_8);
        if (secret.length == 0) {
            secret = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(secret);
        }
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * The cursor of a place.
     *
     * @param list which list it is a place in, with all its filters
     */
    public String encode(String list, String place) {
        byte[] plain = place.getBytes(UTF_8);
        byte[] signed = Arrays.copyOf(plain, plain.length + SIGNATURE_BYTES);
        System.arraycopy(signature(list, plain), 0, signed, plain.length, SIGNATURE_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /**
     * The place of a cursor.
     *
     * @param list the list that the place must be in
     * @throws IllegalArgumentException if it is no cursor of this list that was made with the same key
     */
    public String decode(String list, String cursor) {
        byte[] signed = Base64.getUrlDecoder().decode(cursor);
        if (signed.length <= SIGNATURE_BYTES) {
            throw new IllegalArgumentException("not a cursor");
        }
        byte[] plain = Arrays.copyOf(signed, signed.length - SIGNATURE_BYTES);
        byte[] signature = Arrays.copyOfRange(signed, plain.length, signed.length);
        if (!MessageDigest.isEqual(signature, signature(list, plain))) {
            throw new IllegalArgumentException("not a cursor of this list");
        }
        return new String(plain, UTF_8);
    }

    private byte[] signature(String list, byte[] plain) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(list.getBytes(UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(plain), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
