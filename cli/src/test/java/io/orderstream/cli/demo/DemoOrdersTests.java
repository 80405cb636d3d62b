package io.orderstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DemoOrdersTests {

    @Test
    void a_row_becomes_the_request_that_the_write_api_documents() {
        var request = DemoOrders.request(Rows.order(
                1, 'O', Rows.JAPAN, Rows.line(3, 370_365, 7, 8, "REG AIR"), Rows.line(2, 20_001, 0, 0, "MAIL")));

        assertThat(Json.read(Json.write(request)))
                .isEqualTo(Json.read("""
                {
                  "channel": "web",
                  "currency": "JPY",
                  "customerId": "6d1cf21b-2c0e-38b2-8550-4da5f506546a",
                  "placedAt": "1995-03-02T02:11:59Z",
                  "party": {
                    "email": "customer-7@example.com",
                    "phone": "11-1",
                    "shipping": {
                      "name": "Customer#7", "lines": ["Some street 1"], "city": "District 12", "country": "JP"
                    }
                  },
                  "policy": {"rounding": "HALF_EVEN", "taxLevel": "LINE", "pricesIncludeTax": false},
                  "lines": [
                    {
                      "lineId": "LINE-0",
                      "sku": "PART-42",
                      "quantity": 3,
                      "unitPrice": "1234.55",
                      "taxRates": [{"code": "VAT", "rate": "0.08"}],
                      "discounts": [{"code": "TPCH-7", "amount": "259"}],
                      "attributes": {"supplier": "3", "shipMode": "REG AIR"}
                    },
                    {
                      "lineId": "LINE-1",
                      "sku": "PART-42",
                      "quantity": 2,
                      "unitPrice": "100.005",
                      "taxRates": [],
                      "discounts": [],
                      "attributes": {"supplier": "3", "shipMode": "MAIL"}
                    }
                  ],
                  "shippingCharges": [
                    {"method": "reg-air", "price": "990", "taxRates": [{"code": "VAT", "rate": "0.08"}]}
                  ]
                }
                """.replace("LINE-0", Steps.lineId(1, 0)).replace("LINE-1", Steps.lineId(1, 1))));
    }

    @Test
    void an_order_is_placed_on_its_day_in_tpch() {
        var first = DemoOrders.request(new TpchOrders(1).iterator().next());

        assertThat(first.placedAt()).isBetween("1996-01-02T00:00:00Z", "1996-01-02T23:59:59Z");
    }

    @Test
    void the_same_rows_become_the_same_orders() {
        assertThat(orders()).isEqualTo(orders());
    }

    @Test
    void requests_are_written_alike_in_every_run() {
        var request = DemoOrders.request(Rows.order(1, 'O', Rows.JAPAN, Rows.line(1, 100, 0, 0, "MAIL")));

        // Map.of is iterated in another order in another JVM.
        assertThat(Json.write(request)).contains("{\"shipMode\":\"MAIL\",\"supplier\":\"3\"}");
    }

    @Test
    void unit_prices_times_quantities_are_exactly_the_prices_of_tpch() {
        assertThat(StreamSupport.stream(new TpchOrders(0.001).spliterator(), false))
                .allSatisfy(row -> {
                    var lines = DemoOrders.request(row).lines();
                    for (var i = 0; i < lines.size(); i++) {
                        var line = lines.get(i);
                        assertThat(new BigDecimal(line.unitPrice()).multiply(BigDecimal.valueOf(line.quantity())))
                                .isEqualByComparingTo(
                                        Figures.extendedPrice(row.lines().get(i)));
                    }
                });
    }

    private static List<DemoOrder> orders() {
        return StreamSupport.stream(new TpchOrders(0.001).spliterator(), false)
                .map(DemoOrders::of)
                .toList();
    }
}
