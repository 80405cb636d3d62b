/**
 * MongoDB without containers: its wire protocol over a store in one file of a folder, reachable from this machine only.
 */
@NullMarked
package io.orderstream.local.mongodb;

import org.jspecify.annotations.NullMarked;
