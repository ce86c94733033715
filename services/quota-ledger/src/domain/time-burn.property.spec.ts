// Time online of one account against a plain reference that burns second by second and byte by byte: grants of every
// kind, use, waiting, grants taken back, resets and corrections.
import fc from 'fast-check';
import { initialState, type AccountEvent, type QuotaAccount } from './account';
import { chargeUsage, copyOfAccount } from './charge-usage';
import { evolve } from './quota-account';

type Op =
  | readonly ['give', kind: number, size: number, lasts: number | null]
  | readonly ['use', seconds: number, bytes: number]
  | readonly ['wait', seconds: number]
  | readonly ['takeBack' | 'correct' | 'reset', number: number];

const small = fc.integer({ min: 1, max: 20 });
const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(
      ...[fc.constant('give' as const), fc.nat({ max: 6 }), small],
      fc.option(fc.integer({ min: 5, max: 90 })),
    ) as fc.Arbitrary<Op>,
  },
  { weight: 6, arbitrary: fc.tuple(fc.constant('use' as const), small, fc.nat({ max: 12 })) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('wait' as const), small) },
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.constantFrom('takeBack' as const, 'correct' as const, 'reset' as const),
      fc.integer({ min: -6, max: 6 }),
    ),
  },
);

type Held = { id: string; bytes: number; left: number; seconds: number; time: number; until: number };
const NO_END = 10_000;
const NO_LIMIT = -1;

class Reference {
  held: Held[] = [];
  used = 0;
  second = 0;

  private live = (): Held[] =>
    this.held.filter(({ until }) => this.second < until).sort((a, b) => a.until - b.until || +a.id - +b.id);

  private usable = (): Held[] => {
    const live = this.live().filter(({ time }) => time !== 0);
    return [...live.filter(({ bytes }) => bytes === NO_LIMIT), ...live.filter(({ left }) => left > 0)];
  };

  use(seconds: number, bytes: number): void {
    for (let byte = 0; byte < bytes; byte += 1) {
      const [first] = this.usable();
      if (first && first.bytes !== NO_LIMIT) first.left -= 1;
    }
    for (let second = 0; second < seconds; second += 1) {
      const usable = this.usable();
      const isFree = usable.some((one) => one.bytes === NO_LIMIT && one.time === NO_LIMIT);
      const [first] = usable;
      if (isFree || !first || first.time === NO_LIMIT) return;
      first.time -= 1;
      this.used += 1;
    }
  }

  takeBack(id: string): void {
    const gone = this.held.find((one) => one.id === id);
    this.held = this.held.filter((one) => one !== gone);
    if (!gone) return;
    this.burnTime(gone.time === NO_LIMIT ? 0 : gone.seconds - gone.time);
    for (let byte = 0; gone.bytes !== NO_LIMIT && byte < gone.bytes - gone.left; byte += 1) {
      const first = this.usable().find(({ bytes }) => bytes !== NO_LIMIT);
      if (first) first.left -= 1;
    }
  }

  burnTime(seconds: number): void {
    for (let second = 0; second < seconds; second += 1) {
      const first = this.live().find(({ time }) => time > 0);
      if (first) first.time -= 1;
    }
  }

  giveBack(seconds: number): void {
    for (let second = 0; second < seconds; second += 1) {
      const last = this.live().findLast(({ time, seconds: size }) => time !== NO_LIMIT && time < size);
      if (last) last.time += 1;
    }
  }
}

class Both {
  account: QuotaAccount = initialState();
  readonly reference = new Reference();
  private number = 100;

  run(op: Op): void {
    const { reference } = this;
    if (op[0] === 'give') this.give(op[1], op[2], op[3]);
    else if (op[0] === 'wait') reference.second += op[1];
    else if (op[0] === 'use') this.use(op[1], op[2]);
    else this.command(op[0], op[1]);
  }

  private at = (): string => new Date(Date.UTC(2026, 10, 1) + this.reference.second * 1_000).toISOString();

  private apply(event: AccountEvent): void {
    this.account = evolve(this.account, event);
  }

  /** By kind: bytes, without a limit, time alone, bytes with time. */
  private give(kind: number, size: number, lasts: number | null): void {
    this.number += 1;
    const grantId = String(this.number);
    const isTimed = kind >= 2;
    const unlimited = kind === 1 || kind === 2 || kind === 3;
    const { second, held } = this.reference;
    this.apply({
      ...{ type: 'QuotaGranted', grantId, source: 'bonus', bytes: unlimited ? 0 : size, unlimited },
      expiresAt: lasts === null ? null : new Date(Date.parse(this.at()) + lasts * 1_000).toISOString(),
      ...{ priority: 0, fupThresholdBytes: 0, at: this.at(), reason: '', actor: '' },
      ...(isTimed ? { onlineSeconds: size * 2 } : {}),
    });
    // What earlier use has become of debt is not looked at here.
    this.account = {
      ...this.account,
      autoDebtBytes: 0,
      grants: this.account.grants.map((one) =>
        one.grantId === grantId ? { ...one, leftBytes: one.sizeBytes } : one,
      ),
    };
    const [bytes, seconds] = [unlimited ? NO_LIMIT : size, isTimed ? size * 2 : NO_LIMIT];
    const until = lasts === null ? NO_END : second + lasts;
    held.push({ id: grantId, bytes, left: unlimited ? 0 : size, seconds, time: seconds, until });
  }

  private use(seconds: number, bytes: number): void {
    this.reference.second += seconds;
    const inPlace = copyOfAccount(this.account);
    chargeUsage(inPlace, bytes, this.at(), seconds);
    this.account = evolve(this.account, {
      type: 'UsageCharged',
      bytes,
      onlineSeconds: seconds,
      at: this.at(),
    });
    expect(inPlace).toEqual(this.account);
    this.reference.use(this.account.online ? seconds : 0, bytes);
  }

  private command(what: 'takeBack' | 'correct' | 'reset', number: number): void {
    const { reference } = this;
    const caused = { at: this.at(), reason: '', actor: '' };
    if (what === 'reset') {
      this.apply({ type: 'QuotaReset', keepGrants: true, unreadRouterIds: [], ...caused });
      reference.used = 0;
      for (const one of reference.held) [one.left, one.time] = [Math.max(0, one.bytes), one.seconds];
    } else if (what === 'takeBack') {
      const grantId = String(this.number - Math.abs(number));
      this.apply({ type: 'GrantRevoked', grantId, ...caused });
      reference.takeBack(grantId);
    } else if (this.account.online && -number <= reference.used && number !== 0) {
      this.apply({ type: 'UsageCorrected', usedDeltaBytes: 0, usedDeltaSeconds: number, ...caused });
      reference.used += number;
      if (number > 0) reference.burnTime(number);
      else reference.giveBack(-number);
    }
  }
}

it('burns as anyone would reckon it, second by second', () =>
  fc.assert(
    fc.property(fc.array(op, { maxLength: 40 }), (ops) => {
      const both = new Both();
      for (const one of ops) {
        both.run(one);
        const { account, reference } = both;
        expect(
          account.grants.map(({ grantId, leftBytes, leftSeconds = NO_LIMIT }) => [
            grantId,
            leftBytes,
            leftSeconds,
          ]),
        ).toEqual(reference.held.map(({ id, left, time }) => [id, left, time]));
        expect(account.online?.usedSeconds ?? 0).toBe(reference.used);
      }
    }),
    { numRuns: 4_000 },
  ));
