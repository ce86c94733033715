// family.property.spec.ts — random families folded by the projection, against a version that anyone would write first:
// byte by byte, in the order of the store. Each rule that the naive version forgets must be found.
import type { RecordedEvent } from '@saring/event-sourcing';
import fc from 'fast-check';
import type { Pool } from 'pg';
import { AccountCache } from '../balances/account-cache';
import { openUsageOf } from '../balances/account-row';
import { BalanceBatch, type RouterTable } from '../balances/balance-batch';
import { bookBalance } from '../domain/access-status';
import type { AccountEvent } from '../domain/account';
import { reachedLimitOf, usedOfDay } from '../domain/family';
import type { UsageMetered } from '../domain/meter';
import { accountStream, meterStream } from '../streams';

const ZONE = 'Asia/Jayapura';
const START = Date.parse('2027-02-27T10:00:00.000Z');
const HOUR = 3_600_000;
const JAYAPURA_AHEAD = 9 * HOUR;
/** The first shares with the others. */
const PEOPLE = ['1', '2', '3'].map((one) => `00000000-0000-0000-0000-00000000000${one}`);
const [PAYER = '', ...MEMBERS] = PEOPLE;

type Step =
  | { do: 'use'; who: number; router: number; in: number; out: number; late: number }
  | { do: 'grant'; who: number; bytes: number; unlimited: boolean; hours: number | null }
  | { do: 'join'; who: number; daily: number | null; share: number | null }
  | { do: 'limits'; who: number; daily: number | null; share: number | null }
  | { do: 'leave'; who: number }
  | { do: 'wait'; hours: number };

const small = (min: number, max: number) => fc.integer({ min, max });
const who = small(0, 2);
const member = small(1, 2);
const limit = fc.option(small(1, 12));
const stepOf: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      ...{ do: fc.constant('use' as const), who, router: small(0, 1), in: small(0, 5), out: small(1, 5) },
      late: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: small(1, 20) }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ do: fc.constant('grant' as const), who, bytes: small(1, 30) },
      unlimited: small(0, 6).map((one) => one === 0),
      hours: fc.option(small(1, 30)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('join' as const), who: member, daily: limit, share: limit }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('limits' as const), who: member, daily: limit, share: limit }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), who: member }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: small(1, 15) }) },
);

/** A rule that the naive version forgets. */
type Forgotten = 'own quota first' | 'the payer pays' | 'a day ends' | 'late bytes are of another day' | null;

type Naive = {
  grants: { id: string; left: number; unlimited: boolean; until: number; given: number }[];
  used: number;
  debt: number;
  shared: { used: number; day: number; dayUsed: number; daily: number | null; share: number | null } | null;
};

const dayOf = (at: number): number => Math.floor((at + JAYAPURA_AHEAD) / (24 * HOUR));

class History {
  readonly events: RecordedEvent[] = [];
  readonly people: Naive[] = PEOPLE.map(() => ({ grants: [], used: 0, debt: 0, shared: null }));
  private readonly revisions = PEOPLE.map(() => -1);
  private now = START;
  private readonly meters = [0, 0].map(() => ({ revision: -1, at: 0 }));

  constructor(private readonly forgotten: Forgotten) {}

  run(step: Step): void {
    if (step.do === 'wait') {
      this.now += step.hours * HOUR;
      return;
    }
    const person = this.people[step.who];
    const caused = { at: new Date(this.now).toISOString(), actor: 'o' };
    if (!person) return;
    switch (step.do) {
      case 'use':
        return this.use(step, person);
      case 'grant': {
        const { bytes, unlimited, hours } = step;
        const until = hours === null ? Infinity : this.now + hours * HOUR;
        const id = `g${this.events.length}`;
        this.grant(person, { id, left: unlimited ? 0 : bytes, unlimited, until, given: this.events.length });
        return this.append(step.who, {
          ...{ type: 'QuotaGranted', ...caused, reason: 'uji', source: 'operator', priority: 0 },
          ...{ grantId: id, bytes: unlimited ? 0 : bytes, unlimited, fupThresholdBytes: 0 },
          expiresAt: hours === null ? null : new Date(until).toISOString(),
        });
      }
      case 'join':
        if (person.shared) return;
        person.shared = { used: 0, day: 0, dayUsed: 0, daily: step.daily, share: step.share };
        return this.append(step.who, {
          ...{ type: 'FamilyJoined', payerId: PAYER, timeZone: ZONE, ...limitsIn(step), ...caused },
        });
      case 'limits':
        if (!person.shared) return;
        Object.assign(person.shared, { used: 0, daily: step.daily, share: step.share });
        return this.append(step.who, {
          ...{ type: 'FamilyLimitsChanged', payerId: PAYER, ...limitsIn(step), ...caused },
        });
      case 'leave':
        if (!person.shared) return;
        person.shared = null;
        return this.append(step.who, { type: 'FamilyLeft', payerId: PAYER, by: 'member', ...caused });
    }
  }

  /** Auto debt is paid first. */
  private grant(person: Naive, grant: Naive['grants'][number]): void {
    for (; grant.left > 0 && person.debt > 0; grant.left -= 1) person.debt -= 1;
    person.grants.push(grant);
  }

  private use(step: Extract<Step, { do: 'use' }>, person: Naive): void {
    const { who: index, router, in: sent, out, late } = step;
    const meter = this.meters[router];
    if (!meter) return;
    const at = Math.max(this.now - late * HOUR, meter.at);
    meter.at = at;
    meter.revision += 1;
    const rows = { owner: [...PEOPLE], device: ['d0', 'd1', 'd2'], id: [], mac: [], birth: [] };
    this.record(meterStream(`r${router}`), meter.revision, {
      ...{ type: 'UsageMetered', at: new Date(at).toISOString(), seq: 1, boot: 'b', up: 1, prev: null },
      ...{ n: [index], in: [sent], out: [out], ...(meter.revision === 0 ? { rows } : {}) },
    } satisfies UsageMetered);
    for (let byte = 0; byte < sent + out; byte += 1) this.useOne(person, at);
  }

  private useOne(person: Naive, at: number): void {
    const [payer] = this.people;
    const own = this.grantAt(person, at);
    const isShared = person.shared !== null && payer !== undefined;
    if (!isShared || (own && this.forgotten !== 'own quota first')) return burnOne(person, own);
    burnOne(this.forgotten === 'the payer pays' ? person : payer, this.grantAt(payer, at));
    if (person.shared) this.count(person.shared, at);
  }

  private grantAt({ grants }: Naive, at: number) {
    const live = grants.filter(({ until }) => at < until);
    const held = live.filter(({ left }) => left > 0).sort((a, b) => a.until - b.until || a.given - b.given);
    return live.find(({ unlimited }) => unlimited) ?? held[0];
  }

  private count(shared: NonNullable<Naive['shared']>, at: number): void {
    shared.used += 1;
    const day = dayOf(at);
    if (day > shared.day) {
      shared.day = day;
      if (this.forgotten !== 'a day ends') shared.dayUsed = 0;
    }
    if (day === shared.day || this.forgotten === 'late bytes are of another day') shared.dayUsed += 1;
  }

  get at(): string {
    return new Date(this.now).toISOString();
  }

  private append(index: number, event: AccountEvent): void {
    const revision = (this.revisions[index] ?? -1) + 1;
    this.revisions[index] = revision;
    this.record(accountStream(PEOPLE[index] ?? ''), revision, event);
  }

  private record(stream: string, revision: number, event: UsageMetered | AccountEvent): void {
    const { type, ...data } = event;
    const recordedAt = new Date(this.now).toISOString();
    this.events.push({ eventId: '', stream, revision, position: '', type, data, metadata: {}, recordedAt });
  }
}

const limitsIn = ({ daily, share }: { readonly daily: number | null; readonly share: number | null }) => ({
  ...(daily === null ? {} : { dailyBytes: daily }),
  ...(share === null ? {} : { shareBytes: share }),
});

const burnOne = (person: Naive, grant: Naive['grants'][number] | undefined): void => {
  person.used += 1;
  if (!grant) person.debt += 1;
  else if (!grant.unlimited) grant.left -= 1;
};

const EMPTY = { query: async () => ({ rows: [] }) } as unknown as Pool;

/** What the projection makes of the events, in batches of any size; usage by the account that it stands in. */
const project = async (events: readonly RecordedEvent[], batchSize: number) => {
  const cache = new AccountCache(EMPTY);
  const tables = new Map<string, RouterTable>();
  const used = new Map<string, number>();
  const add = (id: string, device: string, bytes: number) => {
    const key = `${id} ${device}`;
    used.set(key, (used.get(key) ?? 0) + bytes);
  };
  for (let start = 0; start < events.length; start += batchSize) {
    const batch = new BalanceBatch(cache);
    for (const event of events.slice(start, start + batchSize)) {
      const table = tables.get(event.stream) ?? { owners: [], devices: [], entries: [] };
      tables.set(event.stream, table);
      batch.collect(event, event.stream.startsWith('meter-') ? table : null);
    }
    await cache.load(batch.missing, batch.routers);
    await cache.load(batch.missingPayers(), new Set());
    batch.fold();
    for (const row of batch.hours.values()) add(row.subscriberId, row.deviceId, row.bytesIn + row.bytesOut);
  }
  for (const id of PEOPLE) {
    const entry = cache.get(id);
    for (const open of entry ? openUsageOf(entry) : []) add(id, open.device, open.bytesIn + open.bytesOut);
  }
  return { cache, used };
};

const faultOf = async (
  steps: readonly Step[],
  batchSize: number,
  forgotten: Forgotten = null,
): Promise<string> => {
  const history = new History(forgotten);
  for (const step of steps) history.run(step);
  const { cache, used } = await project(history.events, batchSize);
  for (const [index, id] of PEOPLE.entries()) {
    const account = cache.get(id)?.account;
    const naive = history.people[index];
    if (!account || !naive) continue;
    const { family } = account;
    const left = account.grants.reduce((sum, { leftBytes }) => sum + leftBytes, 0);
    const expected = [naive.used, naive.debt, naive.grants.reduce((sum, grant) => sum + grant.left, 0)];
    if (`${[account.usedBytes, account.autoDebtBytes, left]}` !== `${expected}`)
      return `${index}: ${account.usedBytes}, ${account.autoDebtBytes}, ${left} instead of ${expected}`;
    if (bookBalance(account) !== left - account.autoDebtBytes) return 'the balance is not the sum';
    const devices = PEOPLE.map((_, device) => used.get(`${id} d${device}`) ?? 0);
    if (devices.reduce((sum, bytes) => sum + bytes, 0) !== account.usedBytes)
      return `${index}: the statement says ${devices} of ${account.usedBytes}`;
    if ((family === undefined) !== (naive.shared === null)) return `${index}: membership`;
    if (!family || !naive.shared) continue;
    const today = dayOf(Date.parse(history.at)) === naive.shared.day ? naive.shared.dayUsed : 0;
    if (family.usedBytes !== naive.shared.used || usedOfDay(family, history.at) !== today)
      return `${index}: shared ${family.usedBytes} and ${usedOfDay(family, history.at)} of the day, not ${today}`;
    const { daily, share, used: sharedUsed } = naive.shared;
    const reached =
      share !== null && sharedUsed >= share ? 'share' : daily !== null && today >= daily ? 'day' : null;
    if (reachedLimitOf(family, history.at) !== reached) return `${index}: the limit is not ${reached}`;
  }
  const sharing = (cache.get(PAYER)?.account.sharedWith ?? []).map(({ memberId }) => memberId).sort();
  const joined = MEMBERS.filter((_, index) => history.people[index + 1]?.shared);
  return `${sharing}` === `${joined}` ? '' : `shared with ${sharing} instead of ${joined}`;
};

const histories = fc.array(stepOf, { maxLength: 40 });
const numRuns = Number(process.env['SEARCH_RUNS'] ?? 400);

it('charges each byte once, to the member while there is own quota and else to the payer', () =>
  fc.assert(
    fc.asyncProperty(histories, small(1, 5), async (steps, size) =>
      expect(await faultOf(steps, size)).toBe(''),
    ),
    { numRuns },
  ));

it.each<NonNullable<Forgotten>>([
  'own quota first',
  'the payer pays',
  'a day ends',
  'late bytes are of another day',
])('would find it out if nobody remembered that "%s"', async (forgotten) => {
  const search = await fc.check(
    fc.asyncProperty(histories, small(1, 5), async (steps, size) => {
      return (await faultOf(steps, size, forgotten)) === '';
    }),
    // The seed makes the search the same each time.
    { numRuns: 5_000, seed: 42 },
  );
  expect(search.failed).toBe(true);
});
