import { get } from './api.js';
import { h } from './dom.js';
import { money, number } from './format.js';
import { Panel, empty } from './panel.js';

const SHOWN = 6;

/** The products that sold best in the period and currency. */
export function productsPanel(body, view) {
  return new Panel(body,
    async (signal) => {
      const { from, to } = view.period();
      const currency = view.currency();
      return get('/v1/products/top', { from, to, by: currency ? view.by() : 'units', currency, limit: SHOWN }, signal, view.told());
    },
    ({ items, by }) => {
      if (items.length === 0) {
        return empty('Nothing sold', 'The products that sell best in the period stand here.');
      }
      const value = (item) => (by === 'revenue' ? Number(item.revenue.amount) : item.units);
      const most = Math.max(value(items[0]), 1);
      return h('ol', { class: 'ranking' }, ...items.map((item) => h('li', {},
        h('span', { class: 'name', title: item.name }, item.name ?? item.sku),
        h('span', { class: 'number strong' }, by === 'revenue' ? money(item.revenue) : number(item.units)),
        h('span', { class: 'track', 'aria-hidden': 'true' }, h('i', { style: { width: `${100 * Math.max(0, value(item)) / most}%` } })),
        h('span', { class: 'detail' }, by === 'revenue' ? `${item.sku} · ${number(item.units)} units` : [item.sku, item.revenue && money(item.revenue)].filter(Boolean).join(' · ')))));
    });
}
