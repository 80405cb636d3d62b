const LONGEST_PAUSE = 30_000;
const HIDDEN_PATIENCE = 60_000;
const TEXTS = { connecting: 'Connecting', live: 'Live', waiting: 'Reconnecting', paused: 'Paused' };

/**
 * The live updates, one connection for the whole page. Dispatches `order` and `sales` with what changed as detail,
 * and `reset` when what is shown has to be read anew. While the page is hidden for long the connection is given up, since a
 * browser allows few of them.
 */
export class Live extends EventTarget {
  #source = null;
  #status;
  #failures = 0;
  #timer = 0;
  /** What was read before the connection stands may be older than what is told from there on. */
  #interrupted = true;

  constructor(status) {
    super();
    this.#status = status;
    document.addEventListener('visibilitychange', () => this.#visibility());
    addEventListener('online', () => this.#source ?? this.#connect());
    this.#connect();
  }

  #connect() {
    clearTimeout(this.#timer);
    this.#source?.close();
    const source = new EventSource('/v1/live');
    this.#source = source;
    source.addEventListener('connected', () => {
      this.#failures = 0;
      this.#show('live');
      if (this.#interrupted) {
        this.#interrupted = false;
        this.dispatchEvent(new Event('reset'));
      }
    });
    source.addEventListener('reset', () => this.dispatchEvent(new Event('reset')));
    for (const name of ['order', 'sales']) {
      source.addEventListener(name, (event) => this.dispatchEvent(new CustomEvent(name, { detail: JSON.parse(event.data) })));
    }
    source.addEventListener('error', () => this.#failed(source));
  }

  /** The browser connects again by itself and goes on where it was, unless it was refused; then we do, and read anew. */
  #failed(source) {
    if (source !== this.#source) {
      return;
    }
    this.#show('waiting');
    if (source.readyState === EventSource.CLOSED) {
      this.#interrupted = true;
      this.#source = null;
      this.#failures += 1;
      const pause = Math.min(LONGEST_PAUSE, 1000 * 2 ** this.#failures);
      this.#timer = setTimeout(() => this.#connect(), pause * (0.5 + Math.random() / 2));
    }
  }

  #visibility() {
    clearTimeout(this.#timer);
    if (document.hidden) {
      this.#timer = setTimeout(() => {
        this.#source?.close();
        this.#source = null;
        this.#interrupted = true;
        this.#show('paused');
      }, HIDDEN_PATIENCE);
    } else if (!this.#source) {
      this.#show('connecting');
      this.#connect();
    }
  }

  #show(state) {
    if (this.#status.dataset.state !== state) {
      this.#status.dataset.state = state;
      this.#status.querySelector('.text').textContent = TEXTS[state];
    }
  }
}
