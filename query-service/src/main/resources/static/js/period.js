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

const ZONE = 'zone';
let zone = known(sessionStorage.getItem(ZONE)) ?? 'UTC';

/** Takes over the zone whose days the figures are counted in, as the API tells it; whether it was another before. */
export function reportIn(told) {
  const before = zone;
  zone = known(told) ?? 'UTC';
  sessionStorage.setItem(ZONE, zone);
  return zone !== before;
}

/** The day that it is where figures are counted. */
export function today() {
  return dayOf(Date.now());
}

/** The day of a time where figures are counted. */
export function dayOf(time) {
  return wall(new Date(time).getTime()).slice(0, 10);
}

/** When a day begins where figures are counted. */
export function startOf(day) {
  const midnight = Date.parse(day);
  const offset = (time) => Date.parse(wall(time) + 'Z') - time;
  return new Date(midnight - offset(midnight - offset(midnight))).toISOString();
}

/** What the clocks show there, `2026-03-01T09:30:00`. */
function wall(time) {
  const whole = Math.floor(time / 1000) * 1000;
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).format(whole).replace(' ', 'T');
}

function known(name) {
  try {
    return name && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

export function plusDays(day, count) {
  return new Date(Date.parse(day) + count * DAY_MILLIS).toISOString().slice(0, 10);
}
