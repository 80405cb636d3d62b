package io.orderstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.events.Money;
import io.trino.tpch.Distributions;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.TextPool;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarketTests {

    private static final Map<String, String> NAMES_BESIDE_ISO =
            Map.of("RUSSIA", "RUSSIA", "VIETNAM", "VIETNAM", "IRAN", "IRAN");

    @Test
    void each_nation_is_in_its_country() {
        var distributions = Distributions.getDefaultDistributions();
        var texts = new TextPool(1 << 16, distributions);

        assertThat(new NationGenerator(distributions, () -> texts)).hasSize(25).allSatisfy(nation -> {
            var country = Locale.of("", Market.of(nation.nationKey()).country());
            var name = country.getDisplayCountry(Locale.ENGLISH).toUpperCase(Locale.ENGLISH);
            assertThat(name).contains(NAMES_BESIDE_ISO.getOrDefault(nation.name(), nation.name()));
        });
    }

    @Test
    void there_are_currencies_with_no_decimals_two_and_three() {
        assertThat(IntStream.range(0, 25)
                        .mapToObj(nation -> Money.decimalsOf(Market.of(nation).currency())))
                .contains(0, 2, 3);
    }
}
