package io.orderstream.query.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.query.web.InvalidParameterException;
import io.orderstream.query.web.QueryParameters;
import io.orderstream.readmodel.order.OrderIndexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.LinkedMultiValueMap;

/** Whatever list can be asked for, an index finds its orders in the order in which they are shown. */
public class OrderIndexesTests {

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

    /** Every filter with every range and sort, as far as they go together. */
    public static Stream<String> lists() {
        return combinations().filter(list -> !isRefused(list)).map(OrderIndexesTests::text);
    }

    private static Stream<String> combinations() {
        return Stream.concat(Stream.of(""), FILTERS.stream())
                .flatMap(filter -> RANGES.stream().map(range -> filter + "&" + range))
                .flatMap(filters -> SORTS.stream().map(sort -> filters + "&" + sort));
    }

    private static boolean isRefused(String list) {
        try {
            query(list);
            return false;
        } catch (InvalidParameterException e) {
            return true;
        }
    }

    private static String text(String list) {
        return Stream.of(list.split("&"))
                .filter(each -> !each.isEmpty())
                .distinct()
                .collect(Collectors.joining("&"));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void a_list_is_served_by_an_index_or_of_few_orders_or_refused(String list) {
        assertThat(isRefused(list)
                        || query(list).filter().isOfFew()
                        || OrderIndexes.ALL.stream().anyMatch(index -> serves(index, query(list))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "placedFrom=2026-03-01T00:00:00Z",
                "lifecycle=PLACED&placedFrom=2026-03-01T00:00:00Z&sort=placedAt",
                "currency=EUR&sort=total",
                "currency=EUR&totalFrom=1.00&sort=-total",
                "currency=EUR&customerId=c1&totalFrom=1.00",
                "currency=EUR&customerId=c1&sort=total"
            })
    void what_can_be_found_is_not_refused(String list) {
        assertThat(isRefused(list)).isFalse();
    }

    @Test
    void the_filters_are_all_there_are() {
        assertThat(FILTERS)
                .flatMap(filter -> query(filter).filter().exact().keySet())
                .containsExactlyElementsOf(OrderIndexes.FILTERS);
    }

    /**
     * The fields before the sort must each have one value, one of these must narrow the list if any is given, and a range
     * must be of what is sorted by.
     */
    private static boolean serves(List<String> index, OrderQuery query) {
        OrderFilter filter = query.filter();
        boolean ofTimes = filter.placedFrom() != null || filter.placedTo() != null;
        if (query.sort().byTotal() ? ofTimes : filter.ofTotals()) {
            return false;
        }
        Set<String> exact = filter.exact().keySet();
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
