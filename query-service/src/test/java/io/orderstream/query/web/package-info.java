@NullMarked
package io.orderstream.query.web;

import org.jspecify.annotations.NullMarked;
