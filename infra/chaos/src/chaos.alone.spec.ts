// The short form of `npm run chaos`: one seed, the product in processes of its own, faults that strike while people live.
// What fails here is had again by `npm run chaos -- --seed 7 --minutes 0.4 --phones 3 --kinds …`.
import type { FaultKind } from './plan';
import { runChaos } from './run';

const SEED = 7;
const SECONDS = 34;
/** The machine may be busy; each wait within ends by its condition. */
const LIMIT_MILLISECONDS = 900_000;
/** Each comes once, in this order, before any comes again. */
const KINDS: readonly FaultKind[] = [
  ...(['kill', 'freeze', 'kill-nats', 'half-open', 'kill-postgres'] as const),
  ...(['reboot', 'drip', 'roam-storm', 'bank'] as const),
];

it(
  'keeps every byte, every rupiah and every message through faults, by a checker that shares no code with the product',
  async () => {
    const said: string[] = [];
    const result = await runChaos({
      ...{ seed: SEED, seconds: SECONDS, size: { phones: 3, routers: 2 }, kinds: KINDS, bankRepeats: true },
      say: (line) => said.push(line),
    });
    const story = [`seed ${SEED}, logs in ${result.folder}/logs`, ...said].join('\n');
    expect(result.violations.map(({ rule, what }) => `${rule}: ${what}\n${story}`)).toEqual([]);
    // It was no quiet day: people moved bytes and paid, faults struck, and the checker saw it.
    expect(result.faults).toBeGreaterThanOrEqual(KINDS.length);
    expect(result.looks).toBeGreaterThan(0);
    expect(result.seen['people']).toBe(3);
    expect(result.seen['paidOrders']).toBeGreaterThan(0);
    expect(result.seen['chargedBytes']).toBeGreaterThan(0);
    expect(result.seen['statementLines']).toBeGreaterThan(0);
  },
  LIMIT_MILLISECONDS,
);
