package io.orderstream.cli.broken;

import io.orderstream.readmodel.Checkpoint;

final class KnowsTooMuch {
    private Checkpoint other;
}
