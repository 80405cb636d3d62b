import { get } from './api.js';
import { SalesChart } from './chart.js';
import { h } from './dom.js';
import { change, day, fullMoney, money, number, shortMoney } from './format.js';
import { Panel, empty } from './panel.js';
import { dayOf, reportIn } from './period.js';

/** Sales over time and the figures above, each beside the period before. */
export class SalesPanel {
  #panel;
  #figures;
  #legend;
  #view;
  #offer;
  #chart = null;
  #details = null;
  #rows = [];

  constructor(body, figures, legend, view, offer) {
    this.#figures = figures;
    this.#legend = legend;
    this.#view = view;
    this.#offer = offer;
    this.#panel = new Panel(body, (signal) => this.#load(signal), (data) => this.#render(data));
    figures.replaceChildren(...['Net sales', 'Orders', 'Average order', 'Refunded'].map((name) => tile(name, null)));
  }

  refresh() {
    return this.#panel.refresh();
  }

  stop() {
    this.#panel.stop();
    this.#chart?.close();
  }

  async #load(signal) {
    const period = this.#view.period();
    const ask = ({ from, to }) => get('/v1/sales', { from, to, interval: period.interval }, signal, this.#view.told());
    try {
      const [now, before] = await Promise.all([ask(period), ask(period.before)]);
      if (reportIn(now.zone)) {
        this.#view.zoneChanged();
      }
      return { period, now, before };
    } catch (problem) {
      if (!signal.aborted && this.#figures.querySelector('.loading')) {
        this.#showFigures(null, null, null);
      }
      throw problem;
    }
  }

  #render({ period, now, before }) {
    const currencies = now.totals.slice().sort((a, b) => b.orders - a.orders).map((total) => total.currency);
    this.#offer(currencies.length > 0 ? currencies : before.totals.map((total) => total.currency));
    const currency = this.#view.currency();
    const total = now.totals.find((each) => each.currency === currency);
    const totalBefore = before.totals.find((each) => each.currency === currency);
    this.#showFigures(total, totalBefore, currency);
    this.#legend.replaceChildren();
    if (!total && !totalBefore) {
      this.#chart?.close();
      this.#chart = null;
      return this.#nothing();
    }
    const rows = period.steps.map((step) => row(now, step, currency));
    const rowsBefore = period.before.steps.map((step) => row(before, step, currency));
    this.#legend.replaceChildren(
      h('span', { class: 'key now' }, `${day(period.from)} – ${day(lastDay(period))}`),
      h('span', { class: 'key before' }, 'the period before'));
    const series = {
      currency,
      labels: period.steps.map((step) => label(step)),
      labelsBefore: period.before.steps.map((step) => label(step)),
      now: rows.map(net),
      before: rowsBefore.map(net),
    };
    const sum = total ? money(total.net) : fullMoney(0, currency);
    if (this.#chart) {
      this.#chart.show(series, `Net sales by ${period.interval}, ${sum} in all`);
      this.#table(rows);
      return null;
    }
    const canvas = h('div', { class: 'chart', role: 'img' });
    this.#chart = new SalesChart(canvas);
    queueMicrotask(() => this.#chart?.show(series, `Net sales by ${period.interval}, ${sum} in all`));
    this.#details = h('details', { class: 'table', ontoggle: () => this.#table(this.#rows) },
      h('summary', {}, 'As a table'), h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Sales as a table' }));
    this.#table(rows);
    return [canvas, this.#details];
  }

  #table(rows) {
    this.#rows = rows;
    if (!this.#details.open) {
      return;
    }
    this.#details.lastElementChild.replaceChildren(h('table', {},
      h('thead', {}, h('tr', {}, ...['Period', 'Orders', 'Units', 'Gross', 'Discounts', 'Tax', 'Refunded', 'Net'].map((name, i) =>
        h('th', { scope: 'col', class: i > 0 && 'number' }, name)))),
      h('tbody', {}, ...rows.filter((each) => each.orders !== undefined).map((each) => h('tr', {},
        h('th', { scope: 'row' }, label(each.period, { dateStyle: 'medium' })),
        ...[number(each.orders), number(each.units), money(each.gross), money(each.discounts), money(each.tax), money(each.refunds), money(each.net)]
          .map((text) => h('td', { class: 'number' }, text)))))));
  }

  #showFigures(total, before, currency) {
    if (!currency) {
      this.#figures.replaceChildren(...['Net sales', 'Orders', 'Average order', 'Refunded'].map((name) => tile(name, '–')));
      return;
    }
    const of = (figures, name) => Number(figures?.[name]?.amount ?? figures?.[name] ?? 0);
    const average = (figures) => (of(figures, 'orders') > 0 ? of(figures, 'grand') / of(figures, 'orders') : 0);
    this.#figures.replaceChildren(
      tile('Net sales', shortMoney(of(total, 'net'), currency), fullMoney(of(total, 'net'), currency), of(total, 'net'), of(before, 'net')),
      tile('Orders', number(of(total, 'orders')), null, of(total, 'orders'), of(before, 'orders')),
      tile('Average order', fullMoney(average(total), currency), null, average(total), average(before)),
      tile('Refunded', shortMoney(of(total, 'refunds'), currency), fullMoney(of(total, 'refunds'), currency), of(total, 'refunds'), of(before, 'refunds'), true));
  }

  #nothing() {
    const newest = this.#view.latest();
    const period = this.#view.period();
    if (!newest) {
      return empty('No orders yet', 'What is placed through the write API appears here as soon as it can be read.');
    }
    const until = dayOf(newest.placedAt);
    return empty('Nothing was sold in this period', `The newest order is of ${day(until)}.`,
      until >= period.from && until < period.to ? null
        : h('button', { type: 'button', class: 'button', onclick: () => this.#view.showUntil(until) }, `Show the time until ${day(until)}`));
  }
}

function row(sales, step, currency) {
  return sales.items.find((each) => each.period === step && each.currency === currency) ?? { period: step };
}

function net(each) {
  return Number(each.net?.amount ?? 0);
}

function lastDay(period) {
  return period.steps.at(-1).length === 7 ? new Date(Date.parse(period.to) - 1).toISOString().slice(0, 10) : period.steps.at(-1);
}

function label(step, options = null) {
  return step.length === 7
    ? day(step, { month: options ? 'long' : 'short', year: 'numeric' })
    : day(step, options ?? { day: 'numeric', month: 'short' });
}

function tile(name, text, title = null, value = 0, before = 0, lessIsBetter = false) {
  if (text === null) {
    return h('div', { class: 'figure loading' }, h('dt', {}, name), h('dd', {}, h('i', {})));
  }
  // What rounds to nothing is nothing.
  const fraction = before !== 0 ? Math.round(1000 * (value - before) / Math.abs(before)) / 1000 : null;
  const better = fraction !== null && fraction !== 0 && (fraction > 0) !== lessIsBetter;
  return h('div', { class: 'figure' },
    h('dt', {}, name),
    h('dd', { class: 'value', title }, text),
    fraction === null ? h('dd', { class: 'change' }, text === '–' ? '' : 'nothing to compare with')
      : h('dd', { class: 'change', 'data-tone': fraction === 0 ? 'quiet' : better ? 'good' : 'bad' }, `${change(fraction)} `, h('span', {}, 'than before')));
}
