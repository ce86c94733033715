// kinds.ts — of each kind of message: what its text may and must name, and whether it may be switched off.
import type { MessageGroup } from '@saring/kernel';
import { isOptionalParam, messageParams, type MessageKey } from './catalogue';
import type { WordingRules } from './wording';

/** Added where a message is sent, so every text may name them. */
const EVERYWHERE = ['page', 'contact'];
/** A message that has one of these is sent because of it. */
const REQUIRED: ReadonlySet<string> = new Set(['code', 'amount', 'due', 'reason', 'what', 'text']);

export const wordingRules = (key: MessageKey): WordingRules => {
  const places = [...new Set([...messageParams(key), ...EVERYWHERE])].sort();
  return {
    places,
    optionalPlaces: places.filter(isOptionalParam),
    requiredPlaces: places.filter((place) => REQUIRED.has(place)),
  };
};

/**
 * Codes, answers to what a person wrote, money that moved or is owed anew, what guards an account, and what an operator sends by hand or has switched
 * on for themselves.
 */
const ALWAYS = [
  /^(otp|reverse|bot|phone|device|purchase|voucher|broadcast|channel|operator)\./,
  /^bill\.(issued|received|paid)$/,
  /^debt\.(added|settled|partly_paid|refunded|asked|unblocked)$/,
  /^quota\.(granted|extended|goodwill)$/,
];

/** Whether an operator may not switch it off. */
export const isAlwaysSent = (key: MessageKey): boolean => ALWAYS.some((kinds) => kinds.test(key));

const GROUPS: readonly (readonly [MessageGroup, RegExp])[] = [
  ['quota', /^(quota|line)\./],
  ['account', /^(access|approval|request|package)\./],
  ['family', /^family\./],
];

/** By which of their switches a person gets no messages of a kind; null: it always comes. */
export const groupOf = (key: MessageKey): MessageGroup | null =>
  isAlwaysSent(key) ? null : (GROUPS.find(([, kinds]) => kinds.test(key))?.[0] ?? null);

/** What a message to many may name; who has no name gets it without that line. */
export const BROADCAST_RULES: WordingRules = {
  places: ['name'],
  optionalPlaces: ['name'],
  requiredPlaces: [],
};
