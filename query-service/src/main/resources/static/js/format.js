const locales = navigator.languages.length > 0 ? navigator.languages : undefined;
const made = new Map();

function cached(kind, options) {
  const key = kind.name + JSON.stringify(options);
  if (!made.has(key)) {
    made.set(key, new kind(locales, options));
  }
  return made.get(key);
}

/** An amount as the API gives it, `{amount, currency}`, with all of its decimals. */
export function money(value) {
  return cached(Intl.NumberFormat, { style: 'currency', currency: value.currency }).format(value.amount);
}

/** A price of one unit, which may be finer than the currency, with all of its decimals. */
export function price(amount, currency) {
  const standard = cached(Intl.NumberFormat, { style: 'currency', currency });
  const decimals = amount.replace(/^[^.]*\.?|0+$/g, '').length;
  return decimals <= standard.resolvedOptions().maximumFractionDigits
    ? standard.format(amount)
    : cached(Intl.NumberFormat, { style: 'currency', currency, maximumFractionDigits: decimals }).format(amount);
}

/** A number of a currency in few characters, for axes and big figures. */
export function shortMoney(number, currency) {
  return cached(Intl.NumberFormat, {
    style: 'currency', currency, notation: 'compact', maximumFractionDigits: 1, minimumFractionDigits: 0,
  }).format(number);
}

/** A number of a currency with the decimals of the currency. */
export function fullMoney(number, currency) {
  return cached(Intl.NumberFormat, { style: 'currency', currency }).format(number);
}

/** The name of a currency in the reader's language. */
export function currencyName(code) {
  try {
    return cached(Intl.DisplayNames, { type: 'currency' }).of(code);
  } catch {
    return code;
  }
}

export function number(value) {
  return cached(Intl.NumberFormat, {}).format(value);
}

/** A fraction as a percentage, with its sign. */
export function change(fraction) {
  return cached(Intl.NumberFormat, { style: 'percent', signDisplay: 'exceptZero', maximumFractionDigits: 1 }).format(fraction);
}

export function percent(fraction) {
  return cached(Intl.NumberFormat, { style: 'percent', maximumFractionDigits: 0 }).format(fraction);
}

/** A time in the reader's own time zone. */
export function dateTime(text) {
  return cached(Intl.DateTimeFormat, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(text));
}

export function preciseTime(text) {
  return cached(Intl.DateTimeFormat, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(text));
}

/** A day, `2026-03-01`, that is the same day for every reader. */
export function day(text, options = { dateStyle: 'medium' }) {
  return cached(Intl.DateTimeFormat, { ...options, timeZone: 'UTC' }).format(new Date(text + (text.length === 7 ? '-01' : '')));
}

const STEPS = [['second', 60], ['minute', 60], ['hour', 24], ['day', 14]];

/** How long ago a time was, roughly; the day if that is long ago. */
export function ago(text, now = Date.now()) {
  let amount = Math.round((new Date(text).getTime() - now) / 1000);
  for (const [unit, size] of STEPS) {
    if (Math.abs(amount) < size) {
      return cached(Intl.RelativeTimeFormat, { numeric: 'auto', style: 'short' }).format(amount, unit);
    }
    amount = Math.round(amount / size);
  }
  return cached(Intl.DateTimeFormat, { dateStyle: 'medium' }).format(new Date(text));
}

/** Seconds as a duration of one or two units. */
export function duration(seconds) {
  const parts = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];
  const first = parts.findIndex(([, size]) => seconds >= size);
  if (first < 0) {
    return '0 s';
  }
  let left = seconds;
  return parts.slice(first, first + 2).map(([unit, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count > 0 ? `${number(count)} ${unit}` : null;
  }).filter(Boolean).join(' ');
}

/** `PARTIALLY_PAID` in words. */
export function words(name) {
  const text = name.toLowerCase().replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
