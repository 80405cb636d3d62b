package io.orderstream.projector.subscription;

/** Something other than a read model that follows the log. */
public interface ConsumerDefinition {

    /** That of its consumers. */
    String name();

    /** A consumer that shares nothing with others, so that one which is slow to end cannot disturb the next. */
    EventConsumer consumer();
}
