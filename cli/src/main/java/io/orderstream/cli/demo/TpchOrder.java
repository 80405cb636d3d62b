package io.orderstream.cli.demo;

import io.trino.tpch.Customer;
import io.trino.tpch.LineItem;
import io.trino.tpch.Order;
import java.util.List;

/** An order of TPC-H with its lines and its customer. */
record TpchOrder(Order order, List<LineItem> lines, Customer customer) {}
