import { get } from './api.js';
import { h } from './dom.js';
import { ago, dateTime, money, number } from './format.js';
import { Panel, empty } from './panel.js';
import { status } from './status.js';

const SHOWN = 15;

/** The orders that were placed last, changing as they change. */
export class RecentOrders {
  #panel;
  #orders = new Map();
  #cursor = null;
  #wanted = SHOWN;
  #changed = new Set();
  #meanwhile = new Map();
  #frame = 0;
  #body;

  constructor(body) {
    this.#body = body;
    this.#panel = new Panel(body, (signal) => this.#load(signal), () => this.#render());
  }

  get newest() {
    return this.#sorted()[0] ?? null;
  }

  refresh() {
    return this.#panel.refresh();
  }

  stop() {
    cancelAnimationFrame(this.#frame);
    this.#panel.stop();
  }

  /** Takes in what a live update says of an order; a list that is being read may be older than that. */
  update(order) {
    this.#meanwhile.set(order.orderId, order);
    if (!this.#take(order)) {
      return;
    }
    this.#changed.add(order.orderId);
    if (!this.#frame) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#body.replaceChildren(...[this.#render()].flat());
      });
    }
  }

  /** Lets the times that are told as ages grow older. */
  tick() {
    for (const time of this.#body.querySelectorAll('time')) {
      time.textContent = ago(time.dateTime);
    }
  }

  async #load(signal) {
    const meanwhile = new Map();
    this.#meanwhile = meanwhile;
    const page = await get('/v1/orders', { limit: this.#wanted }, signal);
    this.#orders = new Map(page.items.map((order) => [order.orderId, order]));
    this.#cursor = page.next;
    meanwhile.forEach((order) => this.#take(order));
    this.#meanwhile = new Map();
  }

  /** Whether the order was taken in: not if something newer is known, or if it has its place further down. */
  #take(order) {
    const known = this.#orders.get(order.orderId);
    const last = this.#sorted().at(-1);
    const hasPlace = known || !this.#cursor || !last || Date.parse(order.placedAt) >= Date.parse(last.placedAt);
    if (!hasPlace || (known && known.revision >= order.revision)) {
      return false;
    }
    this.#orders.set(order.orderId, order);
    return true;
  }

  #sorted() {
    return [...this.#orders.values()].sort((a, b) =>
      Date.parse(b.placedAt) - Date.parse(a.placedAt) || (b.orderId < a.orderId ? -1 : 1));
  }

  #render() {
    const sorted = this.#sorted();
    for (const order of sorted.splice(this.#wanted)) {
      this.#orders.delete(order.orderId);
      this.#cursor ??= 'more';
    }
    const changed = new Set(this.#changed);
    this.#changed.clear();
    if (sorted.length === 0) {
      return empty('No orders yet', 'The next one appears here by itself.');
    }
    const focused = document.activeElement?.closest?.('tr[data-id]')?.dataset.id;
    const table = h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Recent orders as a table' }, h('table', { class: 'orders' },
      h('thead', {}, h('tr', {}, ...['Order', 'Placed', 'Customer', 'Channel', 'Status', 'Payment', 'Fulfilment'].map((name) => h('th', { scope: 'col' }, name)),
        h('th', { scope: 'col', class: 'number' }, 'Total'))),
      h('tbody', {}, ...sorted.map((order) => line(order, changed.has(order.orderId))))));
    if (focused) {
      queueMicrotask(() => table.querySelector(`tr[data-id="${focused}"] a`)?.focus({ preventScroll: true }));
    }
    return [table, this.#cursor && h('p', { class: 'more' }, h('button', {
      type: 'button', class: 'button', onclick: () => { this.#wanted = Math.min(200, this.#wanted + 35); this.refresh(); },
    }, `Show more than ${number(sorted.length)}`))].filter(Boolean);
  }
}

function line(order, changed) {
  return h('tr', { 'data-id': order.orderId, class: changed && 'changed' },
    h('th', { scope: 'row' }, h('a', { class: 'mono', href: `#/orders/${order.orderId}` }, order.number)),
    h('td', {}, h('time', { datetime: order.placedAt, title: dateTime(order.placedAt) }, ago(order.placedAt))),
    h('td', { class: 'clip' }, order.customerId ? h('span', { class: 'mono', title: order.customerId }, order.customerId) : h('span', { class: 'none' }, 'guest')),
    h('td', {}, order.channel),
    h('td', {}, status(order.lifecycle)),
    h('td', {}, status(order.paymentStatus)),
    h('td', {}, status(order.fulfilmentStatus)),
    h('td', { class: 'number strong' }, money(order.totals.grand)));
}
