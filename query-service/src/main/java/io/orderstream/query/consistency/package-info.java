/** Reading one's own writes: a read with a token waits until the read model shows what the token stands for. */
@NullMarked
package io.orderstream.query.consistency;

import org.jspecify.annotations.NullMarked;
