package io.orderstream.projector.engine;

/** What makes projecting effectively once. The projector has them all; tests leave one out to show that it is needed. */
enum Safeguard {
    /** An event that is not newer than its document is passed over. */
    WATERMARK,
    /** A document is replaced only if it is still the one that was loaded. */
    CONDITIONAL_WRITE,
    /** The checkpoint moves only after the documents. */
    CHECKPOINT_LAST
}
