package io.orderstream.query.broken;

import io.orderstream.projector.ProjectorApplication;

final class KnowsTooMuch {
    private ProjectorApplication other;
}
