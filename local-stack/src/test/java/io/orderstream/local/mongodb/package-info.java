@NullMarked
package io.orderstream.local.mongodb;

import org.jspecify.annotations.NullMarked;
