const DAY_MILLIS = 86_400_000;

/** Days `from` up to, and without, `to`, both as `2026-03-01`. */
export class Period {
  constructor(from, to) {
    this.from = from;
    this.to = to;
  }

  /** So many days, the last of which is `until`. */
  static ending(until, days) {
    const to = plusDays(until, 1);
    return new Period(plusDays(to, -days), to);
  }

  get days() {
    return Math.round((Date.parse(this.to) - Date.parse(this.from)) / DAY_MILLIS);
  }

  /** As many days directly before these. */
  get before() {
    return new Period(plusDays(this.from, -this.days), this.from);
  }

  get interval() {
    return this.days > 100 ? 'month' : 'day';
  }

  /** The days or months in it, as the API names them. */
  get steps() {
    const steps = [];
    for (let day = this.from; day < this.to; day = plusDays(day, 1)) {
      const step = this.interval === 'month' ? day.slice(0, 7) : day;
      if (steps.at(-1) !== step) {
        steps.push(step);
      }
    }
    return steps;
  }
}

/** The day that it is in UTC. */
export function today() {
  return new Date().toISOString().slice(0, 10);
}

export function plusDays(day, count) {
  return new Date(Date.parse(day) + count * DAY_MILLIS).toISOString().slice(0, 10);
}
