import { get } from './api.js';
import { h } from './dom.js';
import { dateTime, money } from './format.js';
import { status } from './status.js';

const PAUSE_MILLIS = 200;
const SHOWN = 6;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Finds orders while one types: by number, customer, SKU or id. */
export class Search {
  #input;
  #box;
  #list;
  #note;
  #timer = 0;
  #running = null;
  #selected = -1;
  #found = null;
  #opening = null;

  constructor(form) {
    this.#input = form.querySelector('input');
    this.#box = form.querySelector('.matches');
    this.#list = form.querySelector('ul');
    this.#note = form.querySelector('p');
    this.#input.addEventListener('input', () => this.#soon());
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#input.addEventListener('focus', () => this.#input.value.trim() && this.#soon());
    form.addEventListener('focusout', (event) => form.contains(event.relatedTarget) || this.close());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submitted(this.#input.value.trim());
    });
    this.#list.addEventListener('mousedown', (event) => event.preventDefault());
    this.#list.addEventListener('click', (event) => this.#open(event.target.closest('[role=option]')));
  }

  focus() {
    this.#input.focus();
    this.#input.select();
  }

  close() {
    this.#stopFinding();
    this.#box.hidden = true;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#select(-1);
  }

  /** Opens what is chosen, or else the first that the words find; what other words found before is not meant. */
  #submitted(text) {
    if (this.#selected >= 0 || this.#found === text) {
      this.#open(this.#options()[Math.max(this.#selected, 0)]);
    } else if (text) {
      this.#stopFinding();
      this.#opening = text;
      this.#find(text);
    }
  }

  #stopFinding() {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#opening = null;
  }

  #soon() {
    this.#stopFinding();
    const text = this.#input.value.trim();
    if (!text) {
      this.close();
      return;
    }
    this.#timer = setTimeout(() => this.#find(text), PAUSE_MILLIS);
  }

  async #find(text) {
    const running = new AbortController();
    this.#running = running;
    this.#box.hidden = false;
    this.#input.setAttribute('aria-expanded', 'true');
    this.#note.textContent = 'Searching…';
    const orders = (filter) => get('/v1/orders', { ...filter, limit: SHOWN }, running.signal).then((page) => page.items);
    const ways = [
      ['Number', orders({ number: text.toUpperCase() })],
      ['Customer', orders({ customerId: text })],
      ['SKU', orders({ sku: text })],
    ];
    if (UUID.test(text)) {
      ways.push(['Id', get(`/v1/orders/${text.toLowerCase()}`, {}, running.signal).then((order) => [order], (problem) => {
        if (problem.status === 404) {
          return [];
        }
        throw problem;
      })]);
    }
    const answers = await Promise.allSettled(ways.map(([, answer]) => answer));
    if (running.signal.aborted) {
      return;
    }
    const found = new Map();
    answers.forEach((answer, index) => (answer.value ?? []).forEach((order) =>
      found.has(order.orderId) || found.set(order.orderId, { order, way: ways[index][0] })));
    this.#found = text;
    this.#show([...found.values()], answers.find((answer) => answer.status === 'rejected')?.reason);
    if (this.#opening === text) {
      this.#open(this.#options()[0]);
    }
  }

  #show(found, problem) {
    this.#list.replaceChildren(...found.map(({ order, way }, index) =>
      h('li', { role: 'option', id: `match-${index}`, 'aria-selected': 'false', 'data-order': order.orderId },
        h('span', { class: 'mono' }, order.number),
        h('span', { class: 'number' }, money(order.totals.grand)),
        h('span', { class: 'detail' }, `${way} · ${dateTime(order.placedAt)}`),
        status(order.lifecycle))));
    this.#select(-1);
    if (problem) {
      this.#note.textContent = `Not everything could be searched: ${problem.message}`;
    } else {
      this.#note.textContent = found.length === 0 ? 'No order has this number, customer or SKU.'
        : found.length === 1 ? '1 order' : `${found.length} orders, placed last first`;
    }
  }

  #key(event) {
    const options = this.#options();
    if (event.key === 'Escape') {
      this.close();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && options.length > 0) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.#select((this.#selected + step + options.length + (this.#selected < 0 && step < 0 ? 1 : 0)) % options.length);
    }
  }

  #select(index) {
    this.#options().forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
    this.#selected = index;
    const selected = this.#options()[index];
    if (selected) {
      this.#input.setAttribute('aria-activedescendant', selected.id);
      selected.scrollIntoView({ block: 'nearest' });
    } else {
      this.#input.removeAttribute('aria-activedescendant');
    }
  }

  #options() {
    return [...this.#list.children];
  }

  #open(option) {
    if (option) {
      this.close();
      this.#list.replaceChildren();
      this.#found = null;
      this.#input.value = '';
      this.#input.blur();
      location.hash = `#/orders/${option.dataset.order}`;
    }
  }
}
