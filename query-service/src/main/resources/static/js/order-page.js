import { get } from './api.js';
import { fromTemplate, h } from './dom.js';
import { dateTime, money, number, percent, preciseTime, price, words } from './format.js';
import { Panel } from './panel.js';
import { status } from './status.js';

const HISTORY_STRETCH = 200;
const SLIDE_MILLIS = 120;
const CATCH_UP_MILLIS = 3_000;

/** One order: what it is now or was at any time before, its money, its lines and all that happened to it. */
export class OrderPage {
  #id;
  #left = new AbortController();
  #panel;
  #body;
  #history = [];
  #now = null;
  #told = { revision: -1, token: null };
  #catchUp = 0;
  #shown = null;
  #revision = null;
  #parts = null;
  #timer = 0;
  #sliding = null;

  constructor(main, live, id) {
    this.#id = id;
    document.title = 'Order · Orderstream';
    main.append(fromTemplate('order'));
    this.#body = main.querySelector('.body');
    this.#panel = new Panel(this.#body, (signal) => this.#load(signal), () => this.#render());
    const signal = this.#left.signal;
    live.addEventListener('order', ({ detail }) => {
      if (detail.orderId === id && detail.revision > Math.max(this.#told.revision, this.#now?.revision ?? -1)) {
        this.#told = { revision: detail.revision, token: detail.consistencyToken };
        this.#panel.refresh();
      }
    }, { signal });
    live.addEventListener('reset', () => this.#panel.again(), { signal });
    this.#panel.refresh();
  }

  leave() {
    this.#left.abort();
    this.#sliding?.abort();
    clearTimeout(this.#timer);
    clearTimeout(this.#catchUp);
    this.#panel.stop();
  }

  async #load(signal) {
    clearTimeout(this.#catchUp);
    const told = this.#told;
    const [order, history] = await Promise.all([get(`/v1/orders/${this.#id}`, {}, signal, told.token), this.#readHistory(signal, told.token)]);
    this.#now = order;
    // The two may be one event apart; the slider ends with what both know.
    this.#history = history.filter((event) => event.revision <= order.revision);
    if (Math.min(order.revision, history.at(-1).revision) < Math.max(told.revision, order.revision, history.at(-1).revision)) {
      this.#catchUp = setTimeout(() => this.#panel.refresh(), CATCH_UP_MILLIS);
    }
    if (this.#revision === null) {
      this.#shown = order;
    }
  }

  async #readHistory(signal, token) {
    const events = [];
    let cursor = null;
    do {
      const page = await get(`/v1/orders/${this.#id}/history`, { limit: HISTORY_STRETCH, cursor }, signal, token);
      events.push(...page.items);
      cursor = page.next;
    } while (cursor);
    return events;
  }

  #render() {
    document.title = `Order ${this.#now.number} · Orderstream`;
    if (this.#parts) {
      this.#paint();
      return null;
    }
    const range = h('input', {
      type: 'range', id: 'moment', min: '0', step: '1', oninput: () => this.#slide(Number(range.value)),
    });
    const step = (by, label, sign) => h('button', {
      type: 'button', class: 'button square', 'aria-label': label, onclick: () => this.#slide(Number(range.value) + by),
    }, sign);
    const [back, forward] = [step(-1, 'One event back', '‹'), step(1, 'One event forward', '›')];
    this.#parts = { range, back, forward, head: h('div', {}), moment: h('p', { class: 'moment', role: 'status' }), money: h('div', {}), lines: h('div', {}), more: h('div', { class: 'stack' }), timeline: h('ol', { class: 'timeline' }) };
    const { head, moment, money: sums, lines, more, timeline } = this.#parts;
    this.#paint();
    return [
      head,
      h('section', { class: 'panel time', 'aria-labelledby': 'time-title' },
        h('header', {}, h('h2', { id: 'time-title' }, h('label', { for: 'moment' }, 'Through time')), moment),
        h('div', { class: 'slider' }, back, range, forward)),
      h('div', { class: 'grid' },
        h('section', { class: 'panel wide', 'aria-labelledby': 'lines-title' }, h('header', {}, h('h2', { id: 'lines-title' }, 'Lines')), lines),
        h('section', { class: 'panel', 'aria-labelledby': 'money-title' }, h('header', {}, h('h2', { id: 'money-title' }, 'Money')), sums),
        h('section', { class: 'panel wide', 'aria-labelledby': 'timeline-title' }, h('header', {}, h('h2', { id: 'timeline-title' }, 'Timeline'), h('p', { class: 'hint' }, 'choose an event to see the order as it was then')), timeline),
        more),
    ];
  }

  #slide(index) {
    const last = this.#history.length - 1;
    const wanted = Math.max(0, Math.min(last, index));
    this.#revision = wanted === last ? null : this.#history[wanted].revision;
    this.#paintMoment();
    clearTimeout(this.#timer);
    this.#sliding?.abort();
    if (this.#revision === null) {
      this.#shown = this.#now;
      this.#paint();
    } else {
      this.#timer = setTimeout(() => this.#showRevision(this.#revision), SLIDE_MILLIS);
    }
  }

  async #showRevision(revision) {
    const sliding = new AbortController();
    this.#sliding = sliding;
    try {
      this.#shown = await get(`/v1/orders/${this.#id}`, { asOf: revision }, sliding.signal);
      this.#paint();
    } catch (problem) {
      if (!sliding.signal.aborted) {
        this.#parts.moment.replaceChildren(`The order as it was then cannot be shown: ${problem.message}`);
      }
    }
  }

  #paint() {
    const order = this.#shown;
    this.#body.classList.toggle('past', this.#revision !== null);
    this.#parts.head.replaceChildren(head(order));
    this.#parts.money.replaceChildren(sums(order.totals));
    this.#parts.lines.replaceChildren(lines(order));
    this.#parts.more.replaceChildren(...details(order));
    this.#paintMoment();
  }

  #paintMoment() {
    const { range, back, forward, moment, timeline } = this.#parts;
    const last = this.#history.length - 1;
    const at = this.#revision === null ? last : this.#history.findIndex((event) => event.revision === this.#revision);
    const event = this.#history[at];
    range.max = String(Math.max(last, 0));
    range.value = String(at);
    range.disabled = last < 1;
    back.disabled = at <= 0;
    forward.disabled = at >= last;
    if (!event) {
      return;
    }
    range.setAttribute('aria-valuetext', `${event.summary}, ${preciseTime(event.occurredAt)}`);
    moment.replaceChildren(
      h('strong', {}, this.#revision === null ? 'Now' : preciseTime(event.occurredAt)),
      ` · ${this.#revision === null ? 'last: ' : ''}${event.summary} · ${number(at + 1)} of ${number(last + 1)}`);
    const items = this.#history.map((each, index) => this.#moment(each, index, at));
    const focused = timeline.contains(document.activeElement) ? document.activeElement.dataset.index : null;
    timeline.replaceChildren(...items.reverse());
    if (focused !== null) {
      timeline.querySelector(`[data-index="${focused}"]`)?.focus();
    }
  }

  #moment(event, index, at) {
    return h('li', { class: index > at ? 'later' : index === at ? 'current' : null },
      h('button', { type: 'button', 'data-index': index, 'aria-current': index === at && 'step', onclick: () => this.#slide(index) },
        h('span', { class: 'what' }, event.summary.charAt(0).toUpperCase() + event.summary.slice(1)),
        h('span', { class: 'when' }, h('time', { datetime: event.occurredAt }, preciseTime(event.occurredAt)), ` · ${event.actor.type === 'USER' ? '' : words(event.actor.type).toLowerCase() + ' '}${event.actor.id}`)));
  }
}

function head(order) {
  const shipping = order.party.shipping;
  return h('div', { class: 'head' },
    h('div', {},
      h('p', { class: 'kind' }, 'Order'),
      h('h1', { class: 'mono', tabindex: '-1' }, order.number),
      h('p', { class: 'facts' },
        h('span', {}, `placed ${dateTime(order.placedAt)}`),
        h('span', {}, `by ${order.channel}`),
        order.customerId && h('span', {}, 'customer ', h('span', { class: 'mono' }, order.customerId)),
        shipping && h('span', {}, `to ${[shipping.city, shipping.country].filter(Boolean).join(', ')}`))),
    h('div', { class: 'total' },
      h('p', { class: 'kind' }, 'Total'),
      h('p', { class: 'amount' }, money(order.totals.grand)),
      h('p', { class: 'statuses' }, ...[order.lifecycle, order.paymentStatus, order.fulfilmentStatus, order.returnStatus === 'NONE' ? null : 'RETURN_' + order.returnStatus]
        .filter(Boolean).map((name) => (name.startsWith('RETURN_') ? returnStatus(name.slice(7)) : status(name))))));
}

function returnStatus(name) {
  const shown = status(name);
  shown.textContent = name === 'RETURNED' ? 'Returned' : `Return ${words(name).toLowerCase()}`;
  return shown;
}

function sums(totals) {
  const zero = (value) => Number(value.amount) === 0;
  const row = (name, value, kind = null, sign = '') =>
    (kind === null && zero(value) ? null : h('tr', { class: kind }, h('th', { scope: 'row' }, name), h('td', { class: 'number' }, sign + money(value))));
  const balance = Number(totals.balance.amount);
  return h('table', { class: 'sums' }, h('tbody', {}, ...[
    row('Subtotal', totals.subtotal, 'first'),
    row('Discount', totals.discount, null, '−'),
    row('Shipping', totals.shipping),
    row('Fees', totals.fees),
    row('Tax', totals.tax),
    row('Total', totals.grand, 'sum'),
    row('Credits', totals.credits, null, '−'),
    zero(totals.credits) ? null : row('Net', totals.net, 'sum'),
    row('Captured', totals.captured, 'first'),
    row('Refunded', totals.refunded, null, '−'),
    row('Refunds under way', totals.pendingRefunds, null, '−'),
    h('tr', { class: 'sum' },
      h('th', { scope: 'row' }, balance > 0 ? 'Owed by the customer' : balance < 0 ? 'Owed to the customer' : 'Balance'),
      h('td', { class: 'number' }, money({ ...totals.balance, amount: totals.balance.amount.replace('-', '') }))),
  ].filter(Boolean)));
}

const COUNTS = [['cancelled', 'cancelled'], ['allocated', 'allocated'], ['shipped', 'shipped'], ['delivered', 'delivered'], ['returnRequested', 'to come back'], ['received', 'came back'], ['credited', 'credited']];

function lines(order) {
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Lines as a table' }, h('table', { class: 'lines' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Product'), h('th', { scope: 'col', class: 'number' }, 'Units'), h('th', { scope: 'col' }, 'Of these'),
      h('th', { scope: 'col', class: 'number' }, 'Unit price'), h('th', { scope: 'col', class: 'number' }, 'Tax'), h('th', { scope: 'col', class: 'number' }, 'Net'))),
    h('tbody', {}, ...order.lines.map((line) => h('tr', {},
      h('th', { scope: 'row' }, h('span', { class: 'product' }, line.name ?? line.sku), line.name && h('span', { class: 'detail mono' }, line.sku)),
      h('td', { class: 'number' }, number(line.quantities.ordered)),
      h('td', {}, counts(line.quantities)),
      h('td', { class: 'number' }, price(line.unitPrice, order.currency)),
      h('td', { class: 'number' }, money(line.amounts.tax), h('span', { class: 'detail' }, line.taxRates.map((rate) => percent(Number(rate.rate))).join(' + '))),
      h('td', { class: 'number strong' }, money(line.amounts.net)))))));
}

function counts(quantities) {
  const parts = COUNTS.filter(([name]) => quantities[name] > 0).map(([name, text]) => `${number(quantities[name])} ${text}`);
  return parts.length > 0 ? parts.join(', ') : h('span', { class: 'none' }, 'untouched');
}

/** What else there is to an order; what it has none of is left out. */
function details(order) {
  const section = (title, items) => (items.length === 0 ? null
    : h('section', { class: 'panel' }, h('header', {}, h('h2', {}, title)), h('ul', { class: 'facts-list' }, ...items)));
  const item = (main, side, detail) => h('li', {}, h('span', { class: 'what' }, main), h('span', { class: 'number' }, side), h('span', { class: 'detail' }, detail));
  const units = (items, count) => `${number(items.reduce((sum, each) => sum + count(each), 0))} units`;
  return [
    section('Holds', order.holds.map((hold) => item(`${words(hold.type)} hold`, hold.releasedAt ? 'released' : status('PENDING'), hold.reason))),
    section('Payments', order.payments.map((payment) => item(payment.reference, money(payment.captured), `captured of ${money(payment.authorized)} authorized${payment.voidedAt ? ', voided' : ''}`))),
    section('Refunds', order.refunds.map((refund) => item(status(refund.status), money(refund.amount), refund.reason))),
    section('Fulfilments', order.fulfillments.map((each) => item(each.location, status(each.cancelledAt ? 'CANCELLED' : each.deliveredAt ? 'DELIVERED' : each.shippedAt ? 'SHIPPED' : 'PENDING'),
      [units(each.items, (one) => one.allocated), ...each.parcels.map((parcel) => [parcel.carrier, parcel.tracking].filter(Boolean).join(' '))].join(' · ')))),
    section('Returns', order.returns.map((each) => item(units(each.items, (one) => one.quantity), status(each.status), `credit ${money(each.credit)}`))),
    section('Notes', order.notes.map((note) => item(note.text, words(note.visibility), `${note.author} · ${dateTime(note.writtenAt)}`))),
  ].filter(Boolean);
}
