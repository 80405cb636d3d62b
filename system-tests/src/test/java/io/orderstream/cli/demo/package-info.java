@NullMarked
package io.orderstream.cli.demo;

import org.jspecify.annotations.NullMarked;
