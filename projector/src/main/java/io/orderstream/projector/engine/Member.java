package io.orderstream.projector.engine;

import io.orderstream.projector.subscription.SubscriptionStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A projector that is running, as it tells the others.
 *
 * @param id unique for each start of a projector
 * @param beat grows while it lives
 * @param abilities what it can work on: others with the same abilities share the work with it
 * @param statuses how what it works on is getting on
 * @param figures what it measured of that, by part
 */
record Member(
        String id,
        long beat,
        List<String> abilities,
        List<SubscriptionStatus> statuses,
        @Nullable Map<String, Figures> figures) {

    /** That of working on a version of a projection. */
    static String ability(String projection, int version) {
        return projection + " " + version;
    }

    /** The version of a projection that it can work on; 0 if it cannot. */
    int version(String projection) {
        String prefix = projection + " ";
        return abilities.stream()
                .filter(ability -> ability.startsWith(prefix))
                .mapToInt(ability -> Integer.parseInt(ability.substring(prefix.length())))
                .max()
                .orElse(0);
    }
}
