package io.orderstream.events.broken;

import io.orderstream.command.CommandServiceApplication;

final class KnowsTheWriteSide {
    private CommandServiceApplication service;
}
