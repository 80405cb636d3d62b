package io.orderstream.command.web;

/**
 * The path of an endpoint that reads its body piece by piece, and itself bounds what it keeps of it. Bodies that are sent
 * there may have any length.
 */
public record StreamedPath(String path) {}
