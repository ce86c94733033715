// router-work.spec.ts — how long people wait for work at a router that hangs, by the spec's own clock.
import { createLogger } from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import { RouterUnreachableError } from '../routeros/errors';
import type { Fleet } from './fleet';
import type { Leases } from './leases';
import { RouterWork } from './router-work';

const MOST_MILLISECONDS = 20_000;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A gateway that holds the router, and a router that answers nothing. */
const hanging = () => {
  const never = () => new Promise<never>(() => undefined);
  const session = { sweepNow: never, retire: never };
  return new RouterWork(
    {} as NatsConnection,
    { sessionOf: () => session } as unknown as Fleet,
    { gatewayId: 'here' } as Leases,
    createLogger('silent'),
  );
};

/** What has become of it so far. */
const followed = (work: Promise<unknown>) => {
  const seen: { end?: unknown } = {};
  void work.then(
    () => (seen.end = 'done'),
    (error: unknown) => (seen.end = error),
  );
  return seen;
};

it('ends a sweep of a hanging router after twenty seconds in all', async () => {
  const sweep = followed(hanging().on('router', 'sweep'));
  await jest.advanceTimersByTimeAsync(MOST_MILLISECONDS - 1);
  expect(sweep.end).toBeUndefined();
  await jest.advanceTimersByTimeAsync(1);
  expect(sweep.end).toBeInstanceOf(RouterUnreachableError);
});

it('waits longer for what must be known to have ended', async () => {
  const removal = followed(hanging().on('router', 'cleanUp'));
  await jest.advanceTimersByTimeAsync(MOST_MILLISECONDS * 10);
  expect(removal.end).toBeUndefined();
});
