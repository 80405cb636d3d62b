import { get } from './api.js';
import { h } from './dom.js';
import { day, number, percent } from './format.js';
import { Panel, empty } from './panel.js';
import { plusDays, startOf } from './period.js';

/** How far the orders of the period have come; each step is a part of the one before it. */
export function funnelPanel(body, hint, view) {
  return new Panel(body,
    async (signal) => {
      const { from, to } = view.period();
      return get('/v1/orders/funnel', { placedFrom: startOf(from), placedTo: startOf(to) }, signal, view.told());
    },
    (data) => {
      const period = view.period();
      hint.textContent = `placed ${day(period.from)} – ${day(plusDays(period.to, -1))}`;
      if (data.placed === 0) {
        return empty('No orders in this period', 'They are counted here by how far they have come.');
      }
      const steps = [['Placed', data.placed], ['Confirmed', data.confirmed], ['Shipped', data.shipped], ['Delivered', data.delivered], ['Completed', data.completed]];
      return [
        h('ol', { class: 'funnel' }, ...steps.map(([name, count]) => h('li', {},
          h('span', { class: 'name' }, name),
          h('span', { class: 'track', 'aria-hidden': 'true' }, h('i', { style: { width: `${100 * count / data.placed}%` } })),
          h('span', { class: 'number' }, number(count)),
          h('span', { class: 'part number' }, percent(count / data.placed))))),
        data.cancelled > 0 && h('p', { class: 'aside' }, `${number(data.cancelled)} cancelled (${percent(data.cancelled / data.placed)})`),
      ].filter(Boolean);
    });
}
