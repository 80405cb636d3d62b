package io.orderstream.projector.engine;

import io.orderstream.projector.subscription.SubscriptionStatus;
import java.util.List;

/**
 * A projector that is running, as it tells the others.
 *
 * @param id unique for each start of a projector
 * @param beat grows while it lives
 * @param abilities what it can work on: others with the same abilities share the work with it
 * @param statuses how what it works on is getting on
 */
record Member(String id, long beat, List<String> abilities, List<SubscriptionStatus> statuses) {}
