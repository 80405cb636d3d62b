package io.orderstream.projector.subscription;

/** What a subscription is doing. */
public enum SubscriptionState {
    /** It was not started yet, or was stopped. */
    STOPPED,
    /** It is not to run until somebody lets it. */
    PAUSED,
    /** No projector has taken it yet. */
    UNOWNED,
    /** It is finding out where it was, and subscribing from there. */
    STARTING,
    /** It follows the log. */
    RUNNING,
    /** Something broke; it will start again by itself. */
    RETRYING,
    /** It met an event that it must not pass over; it starts again when it is paused and resumed, or the program starts. */
    FAILED
}
