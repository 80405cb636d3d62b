import { get } from './api.js';
import { h } from './dom.js';
import { duration, number, words } from './format.js';
import { Panel, empty } from './panel.js';

/** What is still to be done, by what it waits for and how old it is. */
export function workPanel(body, view) {
  return new Panel(body,
    (signal) => get('/v1/fulfilment', {}, signal, view.told()),
    ({ work, took }) => {
      const times = h('p', { class: 'aside' }, ...percentiles('Shipped', took.placedToShipped), ...percentiles('Delivered', took.placedToDelivered));
      const open = work.filter((each) => each.orders > 0);
      if (open.length === 0) {
        return [empty('Nothing is open', 'Everything that was ordered is delivered, or is not to be shipped.'), times];
      }
      const most = Math.max(...open.flatMap((each) => each.ages.map((age) => age.orders)));
      return [
        h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Open work by age' }, h('table', { class: 'heat' },
          h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Waiting'),
            ...open[0].ages.map((age) => h('th', { scope: 'col', class: 'number' }, ageName(age))),
            h('th', { scope: 'col', class: 'number' }, 'Orders'), h('th', { scope: 'col', class: 'number' }, 'Units'))),
          h('tbody', {}, ...open.map((each) => h('tr', {},
            h('th', { scope: 'row' }, words(each.status)),
            ...each.ages.map((age, index) => h('td', {
              class: 'number cell', 'data-old': index > 2, 'data-empty': age.orders === 0,
              style: { '--heat': `${age.orders === 0 ? 0 : Math.round(8 + 32 * Math.sqrt(age.orders / most))}%` },
            }, age.orders === 0 ? '–' : number(age.orders))),
            h('td', { class: 'number strong' }, number(each.orders)),
            h('td', { class: 'number' }, number(each.units))))))),
        times,
      ];
    });
}

function ageName({ fromDays, belowDays }) {
  if (belowDays === undefined) {
    return `${fromDays} d +`;
  }
  return belowDays - fromDays === 1 ? (fromDays === 0 ? 'Today' : `${fromDays} d`) : `${fromDays}–${belowDays - 1} d`;
}

function percentiles(name, { count, p50, p95 }) {
  return count === 0 ? [] : [h('span', {}, `${name} within `, h('strong', {}, duration(p50)), ' (median), ', h('strong', {}, duration(p95)), ' (95 %)')];
}
