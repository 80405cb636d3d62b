import { h } from './dom.js';
import { words } from './format.js';

const TONES = {
  PLACED: 'info', CONFIRMED: 'info', COMPLETED: 'good', ARCHIVED: 'quiet', CANCELLED: 'bad', EXPIRED: 'bad',
  PAID: 'good', AUTHORIZED: 'info', UNPAID: 'warn', PARTIALLY_PAID: 'warn', OVERPAID: 'warn', PARTIALLY_REFUNDED: 'warn', REFUNDED: 'quiet',
  DELIVERED: 'good', SHIPPED: 'info', PARTIAL: 'warn', UNFULFILLED: 'warn', NOT_REQUIRED: 'quiet',
  RETURNED: 'quiet', REQUESTED: 'warn', NONE: 'quiet',
  SUCCEEDED: 'good', FAILED: 'bad', PENDING: 'warn', APPROVED: 'info', DECLINED: 'bad', RECEIVED: 'good',
};

/** A status as a word with a mark whose colour says how it is. */
export function status(name) {
  return h('span', { class: 'status', 'data-tone': TONES[name] ?? 'quiet' }, words(name));
}
