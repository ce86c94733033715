// values.ts — how RouterOS spells durations, MACs, addresses, rates and booleans, and what it makes of them.
const UNIT_SECONDS: Record<string, number> = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };
const UNITS = /(\d+)(ms|us|ns|[wdhms])/gy;

const parseUnits = (text: string): number | undefined => {
  let seconds = 0;
  UNITS.lastIndex = 0;
  let end = 0;
  for (let match = UNITS.exec(text); match; match = UNITS.exec(text)) {
    seconds += Number(match[1]) * (UNIT_SECONDS[match[2] ?? ''] ?? 0);
    end = UNITS.lastIndex;
  }
  return end === text.length && text !== '' ? seconds : undefined;
};

/** Seconds of a RouterOS duration (`1w2d3h4m5s`, `1d02:03:04`, `02:03:04`, `90`), or undefined if it is none. */
export const parseDurationSeconds = (text: string): number | undefined => {
  if (/^\d+$/.test(text)) return Number(text);
  const clock = /^(.*?)(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (!clock) return parseUnits(text);
  const days = clock[1] === '' ? 0 : parseUnits(clock[1] ?? '');
  if (days === undefined) return undefined;
  return days + Number(clock[2]) * 3_600 + Number(clock[3]) * 60 + Number(clock[4] ?? 0);
};

/** The spelling that RouterOS prints: `4m`, `1w2d3h4m5s`, `0s`. */
export const formatDuration = (seconds: number): string => {
  let rest = Math.floor(seconds);
  let text = '';
  for (const [unit, size] of Object.entries(UNIT_SECONDS)) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text === '' ? '0s' : text;
};

/** `AB:CD:EF:01:23:45` from any of RouterOS's spellings, or undefined. */
export const parseMac = (text: string): string | undefined => {
  const digits = text.replace(/[:.-]/g, '');
  if (!/^[0-9A-Fa-f]{12}$/.test(digits) || !/^[0-9A-Fa-f]{2}([:.-]?[0-9A-Fa-f]{2}){5}$/.test(text))
    return undefined;
  return (digits.toUpperCase().match(/../g) ?? []).join(':');
};

/** The 32-bit number of an IPv4 address, or undefined. */
const parseAddress = (text: string): number | undefined => {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (!parts || parts.some((part) => part > 255)) return undefined;
  return parts.reduce((number, part) => number * 256 + part, 0);
};

/** First and last address of `A.B.C.D`, `A.B.C.D/n` or `A.B.C.D-A.B.C.D`, or undefined. */
export const parseAddressRange = (text: string): { first: number; last: number } | undefined => {
  const [from = '', to] = text.split('-');
  if (to !== undefined) {
    const [first, last] = [parseAddress(from), parseAddress(to)];
    return first === undefined || last === undefined ? undefined : { first, last };
  }
  const [base = '', bits = '32'] = text.split('/');
  const address = parseAddress(base);
  if (address === undefined || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return undefined;
  const size = 2 ** (32 - Number(bits));
  const first = address - (address % size);
  return { first, last: first + size - 1 };
};

/** The dotted spelling of a 32-bit number. */
export const formatAddress = (number: number): string =>
  [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.');

/** Whether an address lies in a range; a range that is none (a host name, say) contains nothing. */
export const rangeContains = (range: string, address: string): boolean => {
  if (range === address) return true;
  const number = parseAddress(address);
  const bounds = parseAddressRange(range);
  return number !== undefined && bounds !== undefined && bounds.first <= number && number <= bounds.last;
};

const BOOLEANS: Record<string, string> = { yes: 'true', true: 'true', no: 'false', false: 'false' };

/** `true` or `false` as RouterOS prints them, from yes/no/true/false; undefined for anything else. */
export const parseBoolean = (text: string): string | undefined => BOOLEANS[text];

const RATE_FACTOR: Record<string, number> = { '': 1, k: 1_000, M: 1_000_000, G: 1_000_000_000 };

/** Bits a second of `512k`, `2M`, `1G` or a plain number, or undefined. 0 means unlimited. */
export const parseRateBits = (text: string): number | undefined => {
  const match = /^(\d+)([kMG]?)$/.exec(text);
  return match ? Number(match[1]) * (RATE_FACTOR[match[2] ?? ''] ?? 1) : undefined;
};

/** Both halves of an `upload/download` pair; a single value counts for both. */
export const parseRatePair = (text: string): { upBits: number; downBits: number } | undefined => {
  const [up = '', down = up] = text.split('/');
  const [upBits, downBits] = [parseRateBits(up), parseRateBits(down)];
  return upBits === undefined || downBits === undefined ? undefined : { upBits, downBits };
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Date and time as that RouterOS generation prints them: `sep/29/2022 07:09:24` or `2026-09-28 07:09:24` (UTC). */
export const formatDate = (epochMs: number, personality: 'v6' | 'v7'): string => {
  const [date = '', time = ''] = new Date(epochMs).toISOString().slice(0, 19).split('T');
  if (personality === 'v7') return `${date} ${time}`;
  const [year, month, day] = date.split('-');
  return `${MONTHS[Number(month) - 1]}/${day}/${year} ${time}`;
};
