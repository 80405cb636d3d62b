package io.orderstream.local.broken;

import io.orderstream.events.Money;

final class KnowsTooMuch {
    private Money other;
}
