package io.orderstream.projector.relay;

import io.orderstream.events.domain.DomainEventTypes;

/** Refuses to go on from a checkpoint to which the topics do not fit, since that would lose, repeat or reorder events. */
final class Continuity {

    private final CommittedReads reads;
    private final boolean repeatHistory;

    Continuity(CommittedReads reads, RelayProperties properties) {
        this.reads = reads;
        this.repeatHistory = properties.repeatHistory();
    }

    /**
     * Looks at the topics as they are now.
     *
     * @throws RelayException if they do not fit; it says how to mend that
     */
    void check(RelayCheckpoint checkpoint, Partitions now) {
        if (checkpoint.position() < 0) {
            refuseToRepeat();
            return;
        }
        Partitions then = checkpoint.partitions();
        refuseOtherNumber(DomainEventTypes.EVENTS_TOPIC, then.events(), now.events());
        refuseOtherNumber(DomainEventTypes.STATE_TOPIC, then.states(), now.states());
        refuseEmpty(DomainEventTypes.EVENTS_TOPIC, checkpoint);
        refuseEmpty(DomainEventTypes.STATE_TOPIC, checkpoint);
    }

    private void refuseToRepeat() {
        if (!repeatHistory && reads.everHeld(DomainEventTypes.EVENTS_TOPIC)) {
            throw new RelayException(
                    "%s holds events, but %s does not say up to where: going on would repeat all of history there. Restore %s from a backup; or set orderstream.relay.repeat-history=true if that is wanted, until the relay runs again."
                            .formatted(
                                    DomainEventTypes.EVENTS_TOPIC, RelayTopics.CHECKPOINTS, RelayTopics.CHECKPOINTS));
        }
    }

    private static void refuseOtherNumber(String topic, int then, int now) {
        if (then >= 0 && then != now) {
            throw new RelayException(
                    "%s had %d partitions and has %d now, so what comes next of an order would stand on another partition than what came before, and in no order with it. Create the topic anew with %d; its records come back from a backup, or by deleting all topics of the relay (%s), so that everything is relayed again."
                            .formatted(topic, then, now, then, RelayTopics.ALL));
        }
    }

    private void refuseEmpty(String topic, RelayCheckpoint checkpoint) {
        if (!reads.everHeld(topic)) {
            throw new RelayException(
                    "%s is empty, though everything up to position %d was relayed to it: it was deleted, or created anew. Going on would lose that for good. Restore it from a backup; or delete all topics of the relay (%s), so that everything is relayed again."
                            .formatted(topic, checkpoint.position(), RelayTopics.ALL));
        }
    }
}
