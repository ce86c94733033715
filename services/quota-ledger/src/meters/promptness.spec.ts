import { register } from 'prom-client';
import { Promptness, type Metered } from './promptness';

const SECOND = 1_000;
const start = Date.parse('2026-11-30T12:00:00.000Z');
const poll = (second: number, change: Partial<Metered> = {}): Metered => ({
  ...{ routerId: 'r1', kind: 'poll', part: 0, parts: 1, pollSeconds: 30 },
  observedAt: new Date(start + second * SECOND).toISOString(),
  ...change,
});
const counted = async (outcome: string): Promise<number> =>
  (await register.getSingleMetric('saring_polls_metered_total')?.get())?.values.find(
    ({ labels }) => labels['outcome'] === outcome,
  )?.value ?? 0;

beforeEach(() => register.resetMetrics());

const noted = (...parts: readonly (readonly [Metered, number])[]): void => {
  const promptness = new Promptness();
  for (const [part, second] of parts) promptness.note(part, start + second * SECOND);
};

it('is in time when usage is durable within two polls of the reading before', async () => {
  noted([poll(0), 1], [poll(30), 31], [poll(60), 90]);
  expect([await counted('in_time'), await counted('late')]).toEqual([3, 0]);
});

it('is late when it is durable later, or a poll was left out', async () => {
  noted([poll(0), 1], [poll(30), 60.5], [poll(90), 91], [poll(120), 121]);
  expect([await counted('in_time'), await counted('late')]).toEqual([2, 2]);
});

it('counts a reading once with its last part, no cut, and nothing of a gateway that does not say its pause', async () => {
  noted(
    [poll(0, { parts: 2 }), 1],
    [poll(0, { part: 1, parts: 2 }), 1],
    [poll(5, { kind: 'cut', pollSeconds: undefined }), 6],
    [poll(30, { pollSeconds: undefined }), 31],
  );
  expect(await counted('in_time')).toBe(1);
});

it('takes each router for itself', async () => {
  noted([poll(0), 1], [poll(100, { routerId: 'r2' }), 101]);
  expect(await counted('late')).toBe(0);
});
