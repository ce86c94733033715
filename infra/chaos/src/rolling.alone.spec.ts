// A rolling upgrade: two replicas of each service over one PostgreSQL and one NATS, replaced one after the other while people
// get in, move bytes and buy. Each new one writes what today's contracts do not know (tomorrow.ts).
// What fails here is had again by `npm run chaos -- --rolling --seed 7 --phones 3`.
import { runChaos } from './run';

const SEED = 7;
/** The machine may be busy; each wait within ends by its condition. */
const LIMIT_MILLISECONDS = 900_000;
const PROCESSES = 14;

it(
  'keeps every byte, every rupiah and every message while replicas of two releases stand side by side',
  async () => {
    const said: string[] = [];
    const result = await runChaos({
      ...{ seed: SEED, seconds: 0, size: { phones: 3, routers: 2 }, kinds: [], bankRepeats: true },
      isRolling: true,
      say: (line) => said.push(line),
    });
    const story = [`seed ${SEED}, logs in ${result.folder}/logs`, ...said].join('\n');
    expect(result.violations.map(({ rule, what }) => `${rule}: ${what}\n${story}`)).toEqual([]);
    expect(result.ownEnds).toEqual({});
    expect(result.faults).toBe(PROCESSES);
    expect(result.seen['people']).toBe(3);
    expect(result.seen['paidOrders']).toBeGreaterThan(0);
    expect(result.seen['chargedBytes']).toBeGreaterThan(0);
    // A connection that was kept open may close under a request, and on a busy machine an answer may come too late: it was
    // asked again, and answered.
    expect(result.refusals.length).toBeLessThanOrEqual(PROCESSES);
  },
  LIMIT_MILLISECONDS,
);
