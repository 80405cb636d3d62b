package io.orderstream.local.eventstore.feed;

import io.orderstream.local.eventstore.engine.ResolvedRecord;

/** Where a feed's messages go. A feed calls it from one thread at a time. */
public interface Outlet {

    /** Whether it takes more now. If not, whoever owns the outlet signals the feed when it does again. */
    boolean ready();

    /** Whether nobody takes anything any more. */
    boolean gone();

    void event(ResolvedRecord event);

    void confirmed(String subscriptionId);

    void checkpoint(long position);

    void caughtUp();

    void fellBehind();

    void streamNotFound(String stream);

    void firstStreamPosition(long revision);

    void lastStreamPosition(long revision);

    void complete();

    void streamDeleted(String stream);

    void stopped();

    void failed(Exception cause);
}
