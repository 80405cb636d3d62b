import { h } from './dom.js';

/**
 * A part of the page with its own data: it shows a skeleton while it loads for the first time, keeps what it shows while it
 * loads again, and says what went wrong.
 */
export class Panel {
  #body;
  #load;
  #render;
  #running = null;
  #ended = Promise.resolve();
  #shown = false;

  /** `load(signal)` reads the data; `render(data)` answers the elements that show it. */
  constructor(body, load, render) {
    this.#body = body;
    this.#load = load;
    this.#render = render;
    this.#body.replaceChildren(skeleton());
  }

  /** Loads again, whatever was under way; never throws. */
  refresh() {
    this.#ended = this.#run();
    return this.#ended;
  }

  /** Loads again after what is under way, which is not thrown away. */
  async again() {
    await this.#ended;
    await this.refresh();
  }

  async #run() {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#body.setAttribute('aria-busy', 'true');
    try {
      const data = await this.#load(running.signal);
      if (!running.signal.aborted) {
        this.#show(this.#render(data));
        this.#shown = true;
      }
    } catch (error) {
      if (!running.signal.aborted) {
        this.#fail(error);
      }
    } finally {
      if (this.#running === running) {
        this.#running = null;
        this.#body.removeAttribute('aria-busy');
      }
    }
  }

  stop() {
    this.#running?.abort();
  }

  #fail(error) {
    const retry = h('button', { type: 'button', class: 'button', onclick: () => this.refresh() }, 'Try again');
    if (this.#shown) {
      this.#body.querySelector('.stale')?.remove();
      this.#body.prepend(h('p', { class: 'stale', role: 'status' }, `Not up to date: ${error.title ?? error.message}. `, retry));
      return;
    }
    this.#show(h('div', { class: 'failure', role: 'alert' },
      h('strong', {}, error.title ?? 'This could not be shown'),
      h('p', {}, error.message),
      retry));
  }

  /** No content means that what is there was brought up to date. */
  #show(content) {
    this.#body.querySelector('.stale')?.remove();
    if (content) {
      this.#body.replaceChildren(...[content].flat());
    }
  }
}

/** What a panel shows where there is nothing to show. */
export function empty(title, text, ...more) {
  return h('div', { class: 'empty' }, h('strong', {}, title), h('p', {}, text), ...more);
}

function skeleton() {
  return h('div', { class: 'skeleton', role: 'status' }, h('span', { class: 'hidden' }, 'Loading'),
    ...Array.from({ length: 5 }, () => h('i', { 'aria-hidden': 'true' })));
}
