// A gateway that stops leaves no session behind, also one whose routers were being listed at that moment.
import { createLogger } from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import { Fleet } from './fleet';
import type { Leases } from './leases';
import type { RouterConnector } from './router-connector';
import type { SessionDeps } from './session-deps';
import type { RouterRecord, Routers } from './routers';

const record = { routerId: 'r1', name: 'Pondok 1', revision: 1, site: 'rw05' } as RouterRecord;

it('takes no router up that was listed while it stopped', async () => {
  let arrive: (records: RouterRecord[]) => void = () => undefined;
  const list = () => new Promise<RouterRecord[]>((resolve) => (arrive = resolve));
  let acquired = 0;
  const leases = { renewMilliseconds: 1, acquire: async () => void (acquired += 1) };
  const subscription = { unsubscribe: () => undefined, async *[Symbol.asyncIterator]() {} };
  const fleet = new Fleet(
    { subscribe: () => subscription, publish: () => undefined } as unknown as NatsConnection,
    {} as SessionDeps,
    {} as RouterConnector,
    { list } as unknown as Routers,
    leases as unknown as Leases,
    createLogger('silent'),
  );
  fleet.onApplicationBootstrap();
  await Promise.resolve();
  const stopped = fleet.onApplicationShutdown();
  arrive([record]);
  await stopped;
  expect(acquired).toBe(0);
  expect(fleet.routersAt('rw05')).toEqual([]);
});
