/** What all of the write API has in common: problem documents, limits on requests, and how arguments are read. */
@NullMarked
package io.orderstream.command.web;

import org.jspecify.annotations.NullMarked;
