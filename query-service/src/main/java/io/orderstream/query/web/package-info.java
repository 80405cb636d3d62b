/** What the HTTP surface of every feature has in common: query parameters and problem documents. */
@NullMarked
package io.orderstream.query.web;

import org.jspecify.annotations.NullMarked;
