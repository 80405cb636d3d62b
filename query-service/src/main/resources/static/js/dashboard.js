import { fromTemplate, h } from './dom.js';
import { currencyName } from './format.js';
import { funnelPanel } from './funnel.js';
import { Period, dayOf, today } from './period.js';
import { productsPanel } from './products.js';
import { RecentOrders } from './recent-orders.js';
import { SalesPanel } from './sales.js';
import { workPanel } from './work.js';

const STANDARD_DAYS = 30;
const REFRESH_MILLIS = 3_000;

/** The overview: what is shown for a period and a currency, and what happens now. */
export class Dashboard {
  #left = new AbortController();
  #form;
  #chosen = remembered();
  #sales;
  #panels;
  #orders;
  #work;
  #timer = 0;
  #clock;
  #begun;
  #queued = false;
  /** The highest token of the live updates since everything was read anew; figures show at least that. */
  #told = null;

  constructor(main, live) {
    main.append(fromTemplate('dashboard'));
    document.title = 'Overview · Orderstream';
    const part = (id) => main.querySelector(`#${id} .body`);
    this.#form = main.querySelector('#period');
    const view = {
      period: () => Period.ending(this.#form.elements.until.value || today(), this.#chosen.days),
      currency: () => this.#chosen.currency,
      by: () => main.querySelector('#products [name=by]:checked').value,
      told: () => this.#told,
      latest: () => this.#orders.newest,
      zoneChanged: () => this.#again(),
      showUntil: (day) => this.#show({ until: day }),
    };
    this.#sales = new SalesPanel(part('sales'), main.querySelector('#figures'), main.querySelector('#sales .legend'), view,
      (currencies) => this.#offer(currencies));
    const products = productsPanel(part('products'), view);
    this.#panels = [funnelPanel(part('funnel'), main.querySelector('#funnel .hint'), view), products];
    this.#work = workPanel(part('work'), view);
    this.#orders = new RecentOrders(part('orders'));
    main.querySelector('#products fieldset').addEventListener('change', () => products.refresh());
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#form.addEventListener('change', () => this.#changed());

    const signal = this.#left.signal;
    live.addEventListener('order', (event) => {
      this.#orders.update(event.detail);
      this.#soon(event.detail);
    }, { signal });
    live.addEventListener('sales', (event) => this.#soon(event.detail), { signal });
    live.addEventListener('reset', () => {
      this.#told = null;
      this.#again();
    }, { signal });
    this.#clock = setInterval(() => this.#orders.tick(), 15_000);
    this.#begun = this.#begin();
  }

  leave() {
    this.#left.abort();
    clearTimeout(this.#timer);
    clearInterval(this.#clock);
    [this.#sales, this.#work, this.#orders, ...this.#panels].forEach((panel) => panel.stop());
  }

  /** Reads everything anew, but lets a page that is just opened show first what it began to read. */
  #again() {
    if (!this.#queued) {
      this.#queued = true;
      this.#begun = this.#begun.then(() => {
        this.#queued = false;
        return this.#left.signal.aborted || this.#begin();
      });
    }
  }

  /** The newest order says which period has something to show; everything else follows. */
  async #begin() {
    this.#work.refresh();
    await this.#orders.refresh();
    if (this.#left.signal.aborted) {
      return;
    }
    if (!this.#chosen.until) {
      const newest = this.#orders.newest && dayOf(this.#orders.newest.placedAt);
      const recently = Period.ending(today(), STANDARD_DAYS).from;
      this.#form.elements.until.value = newest && newest < recently ? newest : today();
    } else {
      this.#form.elements.until.value = this.#chosen.until;
    }
    this.#form.elements.days.value = String(this.#chosen.days);
    await this.#refreshFigures();
  }

  #show(change) {
    this.#chosen = { ...this.#chosen, ...change };
    remember(this.#chosen);
    if (change.until) {
      this.#form.elements.until.value = change.until;
    }
    this.#refreshFigures();
  }

  #changed() {
    const { days, until, currency } = this.#form.elements;
    if (until.validity.valid) {
      const moved = until.value !== Period.ending(today(), 1).from;
      this.#show({ days: Number(days.value), until: moved ? until.value : null, currency: currency.value || null });
    }
  }

  #refreshFigures() {
    return this.#sales.refresh().then(() => this.#panels.forEach((panel) => this.#left.signal.aborted || panel.refresh()));
  }

  /** Figures follow what happens, but not each order by itself, and not all readers at once. */
  #soon({ consistencyToken }) {
    if (this.#told === null || BigInt(consistencyToken) > BigInt(this.#told)) {
      this.#told = consistencyToken;
    }
    if (!this.#timer) {
      this.#timer = setTimeout(() => {
        this.#timer = 0;
        this.#refreshFigures();
        this.#work.refresh();
      }, REFRESH_MILLIS * (0.5 + Math.random() / 2));
    }
  }

  /** Offers the currencies that something was sold in; amounts of two are never added up. */
  #offer(currencies) {
    const select = this.#form.elements.currency;
    if (!currencies.includes(this.#chosen.currency)) {
      this.#chosen.currency = currencies[0] ?? null;
    }
    if ([...select.options].map((option) => option.value).join() !== currencies.join()) {
      select.replaceChildren(...currencies.map((code) => h('option', { value: code, title: currencyName(code) }, code)));
      select.disabled = currencies.length < 2;
    }
    select.value = this.#chosen.currency ?? '';
  }
}

function remembered() {
  const standard = { days: STANDARD_DAYS, until: null, currency: null };
  try {
    return { ...standard, ...JSON.parse(sessionStorage.getItem('overview')) };
  } catch {
    return standard;
  }
}

function remember(chosen) {
  sessionStorage.setItem('overview', JSON.stringify(chosen));
}
