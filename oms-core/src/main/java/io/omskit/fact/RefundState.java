package io.omskit.fact;

/** What the payload of an order says about the refund of one line. Source: channel reference, "Other members". */
public enum RefundState {
    /** No refund; also a refused, withdrawn or closed request. */
    NONE,
    /** An open request. */
    REQUESTED,
    /** Less than the line's paid amount went back. */
    PARTLY,
    /** The line's paid amount went back. */
    REFUNDED,
    /** A refund exists that cannot be assigned to one line. */
    UNKNOWN
}
