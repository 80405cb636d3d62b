-- What the read API must show of the demo, in SQL over the rows of TPC-H and over what was then asked of each order.
-- Every amount is computed here, in whole minor units, by the rules of docs/money.md; only amounts of payments and
-- refunds, granted adjustments and fees are what was asked for.

CREATE TABLE customers (customer_key BIGINT, customer_id VARCHAR, nation_key BIGINT);
CREATE TABLE orders (order_key BIGINT, customer_key BIGINT, day DATE, priority VARCHAR);
CREATE TABLE lines (order_key BIGINT, line INTEGER, part_key BIGINT, quantity BIGINT, price_cents BIGINT,
                    discount_percent BIGINT, tax_percent BIGINT, ship_mode VARCHAR);
CREATE TABLE steps (order_key BIGINT, seq INTEGER, what VARCHAR, subject VARCHAR, kind VARCHAR, amount DECIMAL(18, 3),
                    adjustment DECIMAL(18, 3), arrived_at TIMESTAMP);
CREATE TABLE step_lines (order_key BIGINT, seq INTEGER, line INTEGER, quantity BIGINT);

CREATE MACRO half_even(n, d) AS
    n // d + CASE WHEN 2 * (n % d) > d OR 2 * (n % d) = d AND (n // d) % 2 = 1 THEN 1 ELSE 0 END;

CREATE VIEW countries AS
    SELECT unnest(range(25)) AS nation_key,
           unnest(['DZ', 'AR', 'BR', 'CA', 'EG', 'ET', 'FR', 'DE', 'IN', 'ID', 'IR', 'IQ', 'JP', 'JO', 'KE', 'MA', 'MZ', 'PE',
                   'CN', 'RO', 'SA', 'VN', 'RU', 'GB', 'US']) AS country;

-- An amount times its scale is whole: the currencies have two decimals, three, and none.
CREATE VIEW markets AS
    SELECT nation_key, country, currency,
           CASE currency WHEN 'JOD' THEN 1000 WHEN 'JPY' THEN 1 ELSE 100 END AS scale
    FROM (SELECT *, CASE WHEN country IN ('EG', 'IR', 'IQ', 'JO', 'SA') THEN 'JOD'
                         WHEN country = 'JP' THEN 'JPY'
                         WHEN country = 'GB' THEN 'GBP'
                         WHEN country IN ('AR', 'BR', 'CA', 'IN', 'ID', 'PE', 'CN', 'VN', 'US') THEN 'USD'
                         ELSE 'EUR' END AS currency
          FROM countries);

CREATE VIEW order_heads AS
    SELECT o.order_key, c.customer_id, o.day, m.country, m.currency, m.scale,
           o.day + to_seconds(o.order_key % 86400 * 7919 % 86400) AS placed_at,
           CASE o.priority WHEN '1-URGENT' THEN 'phone' WHEN '2-HIGH' THEN 'app' WHEN '3-MEDIUM' THEN 'web'
                           WHEN '4-NOT SPECIFIED' THEN 'store' WHEN '5-LOW' THEN 'marketplace' END AS channel
    FROM orders o JOIN customers c USING (customer_key) JOIN markets m USING (nation_key);

-- Lines as placed: the unit price times the quantity is rounded once, a line has at most one discount and one tax.
CREATE VIEW placed_lines AS
    SELECT *, gross - discount AS net, half_even((gross - discount) * tax_percent, 100) AS tax
    FROM (SELECT l.*, 'PART-' || l.part_key AS sku,
                 half_even(l.price_cents // l.quantity * l.quantity * h.scale, 100) AS gross,
                 half_even(l.price_cents * l.discount_percent * h.scale, 10000) AS discount
          FROM lines l JOIN order_heads h USING (order_key));

-- Shipping goes by the first line's way and tax; every fourth order is shipped free.
CREATE VIEW shipping AS
    SELECT order_key, price, half_even(price * tax_percent, 100) AS tax
    FROM (SELECT l.order_key, l.tax_percent,
                 CASE WHEN l.order_key % 4 = 0 THEN 0
                      ELSE half_even(CASE WHEN l.ship_mode IN ('AIR', 'REG AIR') THEN 990
                                          WHEN l.ship_mode IN ('RAIL', 'TRUCK') THEN 590
                                          WHEN l.ship_mode = 'FOB' THEN 795
                                          ELSE 375 END * CASE h.scale WHEN 1 THEN 100 ELSE h.scale END, 100) END AS price
          FROM lines l JOIN order_heads h USING (order_key) WHERE l.line = 0);

CREATE VIEW placed AS
    SELECT order_key, l.units, l.gross, l.discounts, s.price AS shipping, l.tax + s.tax AS tax,
           l.gross - l.discounts + s.price + l.tax + s.tax AS grand
    FROM (SELECT order_key, sum(quantity) AS units, sum(gross) AS gross, sum(discount) AS discounts, sum(tax) AS tax
          FROM placed_lines GROUP BY order_key) l
    JOIN shipping s USING (order_key);

CREATE VIEW refunds AS
    SELECT r.order_key, r.seq, r.subject, r.kind, r.amount, r.adjustment, coalesce(e.kind, 'PENDING') AS result
    FROM steps r LEFT JOIN steps e ON e.order_key = r.order_key AND e.subject = r.subject AND e.what = 'refunds/*/result'
    WHERE r.what = 'refunds';

-- Units taken off a line, in the order in which it happened. Cancelling the order takes all that are left. A grant that
-- failed gave back what it took before anything else was taken.
CREATE VIEW asked AS
    SELECT order_key, seq, line, quantity, 'cancelled' AS as_what
    FROM steps JOIN step_lines USING (order_key, seq) WHERE what = 'cancel-lines'
    UNION ALL
    SELECT order_key, seq, line, quantity, 'cancelled' FROM steps JOIN lines USING (order_key) WHERE what = 'cancel'
    UNION ALL
    SELECT order_key, seq, line, quantity, 'credited' FROM refunds JOIN step_lines USING (order_key, seq)
    WHERE kind = 'GRANT' AND result <> 'FAILED'
    UNION ALL
    SELECT order_key, seq, line, quantity, 'credited'
    FROM steps JOIN step_lines USING (order_key, seq) WHERE what = 'returns/*/receive';

CREATE VIEW taken AS
    SELECT order_key, seq, line, sku, as_what, after - before AS units,
           half_even(net * after, quantity) - half_even(net * before, quantity) AS net,
           half_even(tax * after, quantity) - half_even(tax * before, quantity) AS tax,
           half_even(discount * after, quantity) - half_even(discount * before, quantity) AS discount
    FROM (SELECT a.order_key, a.seq, a.line, a.as_what, l.sku, l.quantity, l.net, l.tax, l.discount,
                 least(l.quantity, sum(a.quantity) OVER upto) AS after,
                 least(l.quantity, sum(a.quantity) OVER upto - a.quantity) AS before
          FROM asked a JOIN placed_lines l USING (order_key, line)
          WINDOW upto AS (PARTITION BY a.order_key, a.line ORDER BY a.seq));

CREATE VIEW cancelled AS
    SELECT order_key, whole.order_key IS NOT NULL AS whole, coalesce(t.units, 0) AS units,
           CASE WHEN whole.order_key IS NOT NULL THEN p.grand ELSE coalesce(t.worth, 0) END AS worth,
           CASE WHEN whole.order_key IS NOT NULL THEN p.tax ELSE coalesce(t.tax, 0) END AS tax,
           coalesce(t.discount, 0) AS discount
    FROM placed p
    LEFT JOIN (SELECT order_key, sum(units) AS units, sum(net + tax) AS worth, sum(tax) AS tax, sum(discount) AS discount
               FROM taken WHERE as_what = 'cancelled' GROUP BY order_key) t USING (order_key)
    LEFT JOIN (SELECT order_key FROM steps WHERE what = 'cancel') whole USING (order_key);

-- What is credited, step by step: never more than the order is worth then. A fee makes it worth more afterwards.
CREATE VIEW credit_steps AS
    SELECT order_key, row_number() OVER (PARTITION BY order_key ORDER BY seq) AS k, worth, fee
    FROM (SELECT order_key, seq, sum(worth) AS worth, sum(fee) AS fee
          FROM (SELECT order_key, seq, net + tax AS worth, 0 AS fee FROM taken WHERE as_what = 'credited'
                UNION ALL
                SELECT r.order_key, seq, (r.adjustment * scale)::BIGINT, 0 FROM refunds r JOIN order_heads USING (order_key)
                WHERE r.kind = 'GRANT' AND r.result <> 'FAILED'
                UNION ALL
                SELECT s.order_key, seq, 0, (s.amount * scale)::BIGINT FROM steps s JOIN order_heads USING (order_key)
                WHERE s.what = 'returns/*/receive')
          GROUP BY order_key, seq);

CREATE VIEW credits AS
    WITH RECURSIVE run(order_key, k, grand, fees, credited) AS (
        SELECT p.order_key, 0::BIGINT, (p.grand - c.worth)::HUGEINT, 0::HUGEINT, 0::HUGEINT
        FROM placed p JOIN cancelled c USING (order_key)
        UNION ALL
        SELECT r.order_key, s.k, r.grand + s.fee, r.fees + s.fee, r.credited + least(s.worth, r.grand - r.credited)
        FROM run r JOIN credit_steps s ON s.order_key = r.order_key AND s.k = r.k + 1)
    SELECT order_key, arg_max(fees, k) AS fees, arg_max(credited, k) AS credited FROM run GROUP BY order_key;

CREATE VIEW payments AS
    SELECT s.order_key,
           coalesce(sum((s.amount * scale)::BIGINT) FILTER (s.what = 'payments/*/captures'), 0) AS captured,
           coalesce(sum((s.amount * scale)::BIGINT) FILTER (
               s.what = 'payments' AND NOT voided OR s.what = 'payments/*/captures' AND voided), 0) AS authorized
    FROM (SELECT a.*, EXISTS (FROM steps v WHERE v.order_key = a.order_key AND v.subject = a.subject
                                            AND v.what = 'payments/*/void') AS voided
          FROM steps a WHERE a.what IN ('payments', 'payments/*/captures')) s
    JOIN order_heads USING (order_key)
    GROUP BY s.order_key;

CREATE VIEW refunded AS
    SELECT r.order_key, coalesce(sum((r.amount * scale)::BIGINT) FILTER (r.result = 'SUCCEEDED'), 0) AS refunds,
           coalesce(sum((r.amount * scale)::BIGINT) FILTER (r.result = 'PENDING'), 0) AS pending_refunds
    FROM refunds r JOIN order_heads USING (order_key) GROUP BY r.order_key;

-- The figures of each order; a group of orders has their sums.
CREATE VIEW figures AS
    SELECT *, net - (captured - refunds) AS balance
    FROM (SELECT h.*, 1 AS orders, p.units, p.gross, p.discounts, p.shipping, p.tax, p.grand,
                 c.whole::INTEGER AS cancelled_orders, c.units AS cancelled_units, c.worth AS cancelled,
                 coalesce(b.units, 0) AS returned_units, k.fees, k.credited, coalesce(m.captured, 0) AS captured,
                 coalesce(r.refunds, 0) AS refunds, coalesce(r.pending_refunds, 0) AS pending_refunds,
                 p.grand - c.worth + k.fees - k.credited AS net, coalesce(m.authorized, 0) AS authorized,
                 c.tax AS cancelled_tax, c.discount AS cancelled_discount
          FROM order_heads h JOIN placed p USING (order_key) JOIN cancelled c USING (order_key)
          JOIN credits k USING (order_key)
          LEFT JOIN payments m USING (order_key) LEFT JOIN refunded r USING (order_key)
          LEFT JOIN (SELECT order_key, sum(quantity) AS units
                     FROM steps JOIN step_lines USING (order_key, seq) WHERE what = 'returns/*/receive'
                     GROUP BY order_key) b USING (order_key));

-- Units by what happened to them. A fulfilment without a list of what was shipped shipped all that it had left.
CREATE VIEW fulfillment_lines AS
    SELECT a.order_key, a.subject, i.line,
           CASE WHEN EXISTS (FROM steps s WHERE s.order_key = a.order_key
                             AND (s.what = 'cancel' OR s.what = 'fulfillments/*/cancel' AND s.subject = a.subject))
                THEN 0 ELSE i.quantity END AS allocated,
           CASE WHEN EXISTS (FROM steps s WHERE s.order_key = a.order_key AND s.subject = a.subject
                             AND s.what = 'fulfillments/*/ship'
                             AND NOT EXISTS (FROM step_lines n WHERE n.order_key = s.order_key AND n.seq = s.seq))
                THEN i.quantity
                ELSE coalesce((SELECT sum(n.quantity) FROM steps s JOIN step_lines n USING (order_key, seq)
                               WHERE s.order_key = a.order_key AND s.subject = a.subject
                               AND s.what = 'fulfillments/*/ship' AND n.line = i.line), 0) END AS shipped
    FROM steps a JOIN step_lines i USING (order_key, seq) WHERE a.what = 'fulfillments';

CREATE VIEW line_units AS
    SELECT order_key, line, l.quantity - coalesce(c.units, 0) AS active, coalesce(f.allocated, 0) AS allocated,
           coalesce(f.shipped, 0) AS shipped, coalesce(d.units, 0) AS delivered, coalesce(r.asked, 0) AS to_receive,
           coalesce(r.received, 0) AS received
    FROM lines l
    LEFT JOIN (SELECT order_key, line, sum(units) AS units FROM taken WHERE as_what = 'cancelled'
               GROUP BY order_key, line) c USING (order_key, line)
    LEFT JOIN (SELECT order_key, line, sum(allocated) AS allocated, sum(shipped) AS shipped FROM fulfillment_lines
               GROUP BY order_key, line) f USING (order_key, line)
    LEFT JOIN (SELECT order_key, line, sum(quantity) AS units FROM steps JOIN step_lines USING (order_key, seq)
               WHERE what = 'fulfillments/*/deliver' GROUP BY order_key, line) d USING (order_key, line)
    LEFT JOIN (SELECT s.order_key, i.line,
                      sum(CASE WHEN s.what = 'returns' THEN i.quantity ELSE -i.quantity END) AS asked,
                      sum(i.quantity) FILTER (s.what = 'returns/*/receive') AS received
               FROM steps s JOIN step_lines i USING (order_key, seq)
               WHERE s.what IN ('returns', 'returns/*/receive')
               AND NOT EXISTS (FROM steps e WHERE e.order_key = s.order_key AND e.subject = s.subject
                               AND e.what IN ('returns/*/decline', 'returns/*/cancel'))
               GROUP BY s.order_key, i.line) r USING (order_key, line);

CREATE VIEW units AS
    SELECT order_key, sum(active) AS active, sum(allocated) AS allocated, sum(shipped) AS shipped,
           sum(delivered) AS delivered, sum(to_receive) AS to_receive, sum(received) AS received,
           bool_and(active = 0 OR delivered = active) AS all_delivered,
           bool_and(active = 0 OR shipped = active) AS all_shipped
    FROM line_units GROUP BY order_key;

-- The axes of an order's state, each the first that matches.
CREATE VIEW standings AS
    SELECT f.*,
           CASE WHEN cancelled_orders = 1 THEN 'CANCELLED' WHEN s.completed THEN 'COMPLETED'
                WHEN s.confirmed THEN 'CONFIRMED' ELSE 'PLACED' END AS lifecycle,
           CASE WHEN net = 0 AND captured = 0 THEN 'NOT_REQUIRED' WHEN refunds > 0 AND captured = refunds THEN 'REFUNDED'
                WHEN balance < 0 THEN 'OVERPAID' WHEN captured > 0 AND balance > 0 THEN 'PARTIALLY_PAID'
                WHEN refunds > 0 THEN 'PARTIALLY_REFUNDED' WHEN captured > 0 THEN 'PAID'
                WHEN authorized >= net THEN 'AUTHORIZED' ELSE 'UNPAID' END AS payment_status,
           CASE WHEN u.active = 0 THEN 'NOT_REQUIRED' WHEN u.all_delivered THEN 'DELIVERED'
                WHEN u.all_shipped THEN 'SHIPPED' WHEN u.shipped > 0 THEN 'PARTIAL' ELSE 'UNFULFILLED' END AS fulfilment_status,
           CASE WHEN u.shipped > 0 AND u.received = u.shipped THEN 'RETURNED' WHEN u.received > 0 THEN 'PARTIAL'
                WHEN u.to_receive > 0 THEN 'REQUESTED' ELSE 'NONE' END AS return_status,
           s.confirmed, s.held, u.active - u.allocated AS waiting, u.allocated - u.shipped AS to_ship,
           u.shipped - u.delivered AS in_transit, u.to_receive
    FROM figures f JOIN units u USING (order_key)
    JOIN (SELECT order_key, bool_or(what = 'confirm') AS confirmed, bool_or(what = 'complete') AS completed,
                 count(*) FILTER (what = 'holds') > count(*) FILTER (what = 'holds/*/release') AS held
          FROM steps GROUP BY order_key) s USING (order_key);

CREATE VIEW work AS
    SELECT order_key, unnest(['TO_CONFIRM', 'ON_HOLD', 'TO_ALLOCATE', 'TO_SHIP', 'IN_TRANSIT', 'TO_RECEIVE']) AS status,
           unnest([CASE WHEN NOT confirmed THEN waiting ELSE 0 END, CASE WHEN confirmed AND held THEN waiting ELSE 0 END,
                   CASE WHEN confirmed AND NOT held THEN waiting ELSE 0 END, to_ship, in_transit, to_receive]) AS units
    FROM standings;

CREATE VIEW products AS
    SELECT day, currency, sku, order_key, quantity AS units, net AS revenue, 0 AS cancelled_units, 0 AS cancelled,
           0 AS credited_units, 0 AS credited, 0 AS returned_units
    FROM placed_lines JOIN order_heads USING (order_key)
    UNION ALL
    SELECT day, currency, sku, order_key, 0, 0, CASE as_what WHEN 'cancelled' THEN units ELSE 0 END,
           CASE as_what WHEN 'cancelled' THEN net ELSE 0 END, CASE as_what WHEN 'credited' THEN units ELSE 0 END,
           CASE as_what WHEN 'credited' THEN net ELSE 0 END, 0
    FROM taken JOIN order_heads USING (order_key)
    UNION ALL
    SELECT h.day, h.currency, l.sku, s.order_key, 0, 0, 0, 0, 0, 0, i.quantity
    FROM steps s JOIN step_lines i USING (order_key, seq) JOIN placed_lines l USING (order_key, line)
    JOIN order_heads h USING (order_key) WHERE s.what = 'returns/*/receive';

CREATE VIEW deliveries AS
    SELECT s.arrived_at::DATE AS day, epoch(s.arrived_at) - epoch(h.placed_at) AS seconds
    FROM steps s JOIN order_heads h USING (order_key) WHERE s.what = 'fulfillments/*/deliver';
