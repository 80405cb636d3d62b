package io.orderstream.query.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.query.web.QueryParameters;
import io.orderstream.readmodel.order.OrderIndexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.LinkedMultiValueMap;

/** Whatever list can be asked for, an index finds its orders in the order in which they are shown. */
class OrderIndexesTests {

    private static final List<String> FILTERS = List.of(
            "customerId=c1",
            "number=N-1",
            "sku=A",
            "lifecycle=PLACED",
            "paymentStatus=PAID",
            "fulfilmentStatus=SHIPPED",
            "returnStatus=NONE",
            "channel=web",
            "currency=EUR");
    private static final List<String> RANGES =
            List.of("", "placedFrom=2026-03-01T00:00:00Z", "currency=EUR&totalFrom=1.00&totalTo=2.00");
    private static final List<String> SORTS =
            List.of("", "sort=placedAt", "sort=-placedAt", "currency=EUR&sort=total", "currency=EUR&sort=-total");

    static Stream<String> lists() {
        return Stream.concat(Stream.of(""), FILTERS.stream())
                .flatMap(filter -> RANGES.stream().map(range -> filter + "&" + range))
                .flatMap(filters -> SORTS.stream().map(sort -> filters + "&" + sort));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void every_list_is_served_by_an_index(String list) {
        assertThat(OrderIndexes.ALL).anyMatch(index -> serves(index, query(list)));
    }

    @Test
    void the_filters_are_all_there_are() {
        assertThat(FILTERS)
                .flatMap(filter -> query(filter).filter().exact().keySet())
                .containsExactlyElementsOf(OrderIndexes.FILTERS);
    }

    /** The fields before the sort must each have one value, and one of these must narrow the list if any is given. */
    private static boolean serves(List<String> index, OrderQuery query) {
        Set<String> exact = query.filter().exact().keySet();
        List<String> sort = List.of(query.sort().field(), "_id");
        if (index.size() < sort.size()
                || !index.subList(index.size() - 2, index.size()).equals(sort)) {
            return false;
        }
        List<String> before = new ArrayList<>(index.subList(0, index.size() - 2));
        return exact.containsAll(before) && (!before.isEmpty() || exact.isEmpty());
    }

    private static OrderQuery query(String text) {
        var parameters = new LinkedMultiValueMap<String, String>();
        Stream.of(text.split("&"))
                .filter(each -> !each.isEmpty())
                .distinct()
                .map(each -> each.split("="))
                .forEach(each -> parameters.set(each[0], each[1]));
        return OrderQuery.whole(new QueryParameters(parameters), 1);
    }
}
