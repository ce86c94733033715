// usage-block.ts — what usage moves, of up to 128 accounts in one row: a reading rewrites a block or two, not a row an
// account (docs/adr/0012).
import type { OnlineTime, QuotaAccount } from '../domain/account';

export const BLOCK_ACCOUNTS = 128;
/** The router of accounts that no reading has shown yet. */
export const NO_ROUTER = '';

const NUMBER_BYTES = 8;
const EMPTY_SLOT = -1;
/** Before a slot that says of time online, too: behind all that others say. */
const TIMED_SLOT = -2;
/** Of a device at a router in the running hour: bytes in, bytes out, burnt bytes, last seen (ms). */
export const OPEN_NUMBERS = 4;

export type UsageKey = { readonly device: string; readonly router: string };

export type AccountEntry = {
  readonly subscriberId: string;
  account: QuotaAccount;
  /** The revision of the account's last own event; -1: none. */
  ownRevision: number;
  /** The revision of the last AccessStatusChanged: the version that the gateway compares. */
  statusRevision: number | null;
  /** When the last line that its own events made in the statement is dated, in milliseconds; 0: there is none. */
  lastLineAt: number;
  /** The hour whose usage is still summed here, as milliseconds of its beginning; 0: none yet. */
  openHour: number;
  /** Which device at which router each group of numbers in `open` is of. */
  keys: UsageKey[];
  /** OPEN_NUMBERS a key; last seen 0: nothing in this hour. */
  open: number[];
  /** Time online in the running hour, one number a key; empty: none. */
  openSeconds: number[];
  /** The block of its usage; only the projector keeps blocks. */
  block: UsageBlock | null;
  slot: number;
  /** The trace of what happened to it last, for what follows from it; never stored. */
  traceparent?: string;
};

export class UsageBlock {
  /** By slot; null: the account moved to another block. */
  readonly slots: (AccountEntry | null)[] = [];
  members = 0;

  constructor(
    readonly number: number,
    readonly routerId: string,
  ) {}

  /** Takes an account in, at the first free place or at the one it is stored at. */
  add(entry: AccountEntry, slot = this.freeSlot()): void {
    while (this.slots.length <= slot) this.slots.push(null);
    this.slots[slot] = entry;
    this.members += 1;
    entry.block = this;
    entry.slot = slot;
  }

  remove(entry: AccountEntry): void {
    this.slots[entry.slot] = null;
    this.members -= 1;
    entry.block = null;
  }

  private freeSlot(): number {
    const hole = this.slots.length > this.members ? this.slots.indexOf(null) : -1;
    return hole < 0 ? this.slots.length : hole;
  }
}

/** The part of an account that its slot holds. */
export type SlotUsage = {
  readonly leftBytes: readonly number[];
  readonly usedBytes: number;
  readonly autoDebtBytes: number;
  readonly openHour: number;
  readonly open: number[];
  /** Of an account that counts time; absent: it does not. */
  readonly online?: OnlineTime;
  /** Of its grants that count time, in their order. */
  readonly leftSeconds: readonly number[];
  readonly openSeconds: number[];
};

class Numbers {
  length = 0;
  private values = new Float64Array(16_384);

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Float64Array(this.values.length * 2);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  toBuffer(): Buffer {
    return Buffer.from(this.values.slice(0, this.length).buffer);
  }
}

/** Blocks one behind the other, with where each begins (from 1, as SQL counts) and how many bytes it has. */
export const encodeBlocks = (blocks: readonly UsageBlock[]) => {
  const numbers = new Numbers();
  const firsts: number[] = [];
  const sizes: number[] = [];
  for (const block of blocks) {
    const start = numbers.length;
    for (const entry of block.slots) encodeSlot(numbers, entry);
    firsts.push(start * NUMBER_BYTES + 1);
    sizes.push((numbers.length - start) * NUMBER_BYTES);
  }
  return { data: numbers.toBuffer(), firsts, sizes };
};

const encodeSlot = (numbers: Numbers, entry: AccountEntry | null): void => {
  if (entry === null) return numbers.push(EMPTY_SLOT);
  const { account, open } = entry;
  if (account.online) numbers.push(TIMED_SLOT);
  numbers.push(account.grants.length);
  for (const grant of account.grants) numbers.push(grant.leftBytes);
  numbers.push(account.usedBytes);
  numbers.push(account.autoDebtBytes);
  numbers.push(entry.openHour);
  numbers.push(open.length);
  for (const value of open) numbers.push(value);
  if (account.online) encodeTime(numbers, entry, account.online);
};

const encodeTime = (
  numbers: Numbers,
  { account, openSeconds }: AccountEntry,
  { usedSeconds, untilMs, ranOutMs }: OnlineTime,
): void => {
  const left = account.grants.flatMap(({ leftSeconds }) => (leftSeconds === undefined ? [] : [leftSeconds]));
  for (const value of [usedSeconds, untilMs, ranOutMs, left.length, ...left]) numbers.push(value);
  for (const value of [openSeconds.length, ...openSeconds]) numbers.push(value);
};

/** The content of a block, by slot. */
export const decodeBlock = (data: Buffer): readonly (SlotUsage | null)[] => {
  const numbers = new Float64Array(data.length / NUMBER_BYTES);
  new Uint8Array(numbers.buffer).set(data);
  let at = 0;
  const next = (): number => numbers[at++] ?? 0;
  const several = (count: number): number[] => Array.from(numbers.subarray(at, (at += count)));
  const slots: (SlotUsage | null)[] = [];
  while (at < numbers.length) {
    const first = next();
    if (first === EMPTY_SLOT) {
      slots.push(null);
      continue;
    }
    const isTimed = first === TIMED_SLOT;
    slots.push({
      leftBytes: several(isTimed ? next() : first),
      usedBytes: next(),
      autoDebtBytes: next(),
      openHour: next(),
      open: several(next()),
      ...(isTimed ? { online: { usedSeconds: next(), untilMs: next(), ranOutMs: next() } } : {}),
      leftSeconds: isTimed ? several(next()) : [],
      openSeconds: isTimed ? several(next()) : [],
    });
  }
  return slots;
};
