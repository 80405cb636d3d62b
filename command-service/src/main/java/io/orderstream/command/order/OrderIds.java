package io.orderstream.command.order;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.fasterxml.uuid.StringArgGenerator;
import io.orderstream.events.stored.Actor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ids of orders and commands. What is made from an idempotency key is the same for the same caller and key, so that a
 * repeated request meets what it made before; everything else is new and grows with time (RFC 9562, versions 5 and 7).
 */
final class OrderIds {

    private static final NoArgGenerator FRESH = Generators.timeBasedEpochGenerator();
    private static final StringArgGenerator ORDERS =
            Generators.nameBasedGenerator(UUID.fromString("0d0b2a5c-8f5e-5b46-9a4e-6b1d4f6f0c01"));
    private static final StringArgGenerator COMMANDS =
            Generators.nameBasedGenerator(UUID.fromString("0d0b2a5c-8f5e-5b46-9a4e-6b1d4f6f0c02"));

    private static final StringArgGenerator IMPORTED_ORDERS =
            Generators.nameBasedGenerator(UUID.fromString("0d0b2a5c-8f5e-5b46-9a4e-6b1d4f6f0c03"));
    private static final StringArgGenerator IMPORTS =
            Generators.nameBasedGenerator(UUID.fromString("0d0b2a5c-8f5e-5b46-9a4e-6b1d4f6f0c04"));

    /** Crockford's base 32: no letter that is taken for a digit. */
    private static final char[] BASE_32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

    private static final int NUMBER_LENGTH = 12;

    private OrderIds() {}

    static UUID fresh() {
        return FRESH.generate();
    }

    static UUID orderOf(Actor caller, String idempotencyKey) {
        return ORDERS.generate(scoped(caller, idempotencyKey));
    }

    static UUID commandOf(Actor caller, String idempotencyKey) {
        return COMMANDS.generate(scoped(caller, idempotencyKey));
    }

    /** The order that another system calls so; it is the same whoever imports it. */
    static UUID orderOf(String source, String externalId) {
        return IMPORTED_ORDERS.generate(source + "/" + externalId);
    }

    /** The one command that imports that order. */
    static UUID importOf(String source, String externalId) {
        return IMPORTS.generate(source + "/" + externalId);
    }

    /** The id of a capture: the one that was given, or one that the same reference makes again. */
    static String captureOf(String paymentId, @Nullable UUID given, String reference) {
        return given == null ? new Parts(paymentId).id("capture/" + reference) : given.toString();
    }

    private static String scoped(Actor caller, String idempotencyKey) {
        return caller.type() + "/" + caller.id() + "/" + idempotencyKey;
    }

    /**
     * What people call the order: 60 bits of its id that are random or a digest, as {@code 7K3M-9QXP-4T2W}. Two of ten
     * million orders share one with a probability of about 1 in 23,000.
     */
    static String numberOf(String orderId) {
        long bits = UUID.fromString(orderId).getLeastSignificantBits();
        StringBuilder number = new StringBuilder(NUMBER_LENGTH + 2);
        for (int i = 0; i < NUMBER_LENGTH; i++) {
            if (i > 0 && i % 4 == 0) {
                number.append('-');
            }
            number.append(BASE_32[(int) (bits >>> (5 * i)) & 31]);
        }
        return number.toString();
    }

    /** Ids of the parts of one order, by their place in it. */
    static final class Parts {

        private final StringArgGenerator generator;

        Parts(String orderId) {
            this.generator = Generators.nameBasedGenerator(UUID.fromString(orderId));
        }

        String id(String place) {
            return generator.generate(place).toString();
        }
    }
}
