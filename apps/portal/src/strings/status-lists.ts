import { STATUS_WORDS } from './statuses';

const keysOf = <Words extends object>(words: Words) => Object.keys(words) as (keyof Words)[];

/** The statuses that a list can be filtered by. */
export const STATUSES = {
  offer: keysOf(STATUS_WORDS.offer),
  conversion: keysOf(STATUS_WORDS.conversion),
  commission: keysOf(STATUS_WORDS.commission),
  click: keysOf(STATUS_WORDS.click),
  enrolment: keysOf(STATUS_WORDS.enrolment),
  batch: keysOf(STATUS_WORDS.batch),
  payout: keysOf(STATUS_WORDS.payout),
  adjustment: keysOf(STATUS_WORDS.adjustment),
  mail: keysOf(STATUS_WORDS.mail),
  user: keysOf(STATUS_WORDS.user),
  inbound: keysOf(STATUS_WORDS.inbound),
};
