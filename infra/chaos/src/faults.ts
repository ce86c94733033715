// faults.ts — brings each fault of a plan about, and takes it back.
import type { Losses } from './losses';
import type { Fault } from './plan';
import { bankAt, inboxAt, neighbourhoodAt } from './simulated';
import type { ServiceName, World } from './world';

/** Takes a fault back. */
type Heal = () => Promise<void>;

const nothing: Heal = () => Promise.resolve();
const LATE_TABLES = { latencyFromMs: 0, latencyToMs: 120, rowMs: 1, handlers: 2, tableLateToMs: 700 };

/** @returns how it is healed. */
export const bringAbout = async (world: World, losses: Losses, fault: Fault): Promise<Heal> => {
  switch (fault.kind) {
    case 'kill':
      return strike(world, fault.service, (service) => service.kill());
    case 'freeze':
      return strike(world, fault.service, async (service) => service.freeze());
    case 'kill-postgres':
      await world.postgres.kill();
      return () => world.postgres.start();
    case 'kill-nats':
      await world.nats.kill();
      return () => world.nats.start();
    case 'cut':
    case 'down':
    case 'half-open':
    case 'slow':
    case 'drip':
      return breakLink(world, fault);
    case 'disk-full':
      world.disk.fill();
      return async () => {
        world.disk.empty();
        await Promise.all([world.postgres.heal(), world.nats.heal()]);
      };
    case 'clock':
      world.shiftClocks(fault.minutes);
      return async () => world.shiftClocks(0);
    case 'bank':
      return trouble(world, { faults: [{ call: fault.call, kind: fault.fault }] });
    case 'inbox':
      await inboxAt(world.inboxPort).fault({ kind: fault.fault });
      return async () => void (await inboxAt(world.inboxPort).fault(null));
    default:
      return onTheStreet(world, losses, fault);
  }
};

type Service = NonNullable<ReturnType<World['services']['get']>>;

const strike = async (
  world: World,
  name: string,
  how: (service: Service) => Promise<void>,
): Promise<Heal> => {
  const service = world.services.get(name as ServiceName);
  if (!service) throw new Error(`there is no service ${name}`);
  await how(service);
  return async () => service.heal();
};

type LinkFault = Extract<Fault, { link: string }>;

const breakLink = async (world: World, fault: LinkFault): Promise<Heal> => {
  const proxy = world.proxies.get(fault.link);
  if (!proxy) throw new Error(`there is no link ${fault.link}`);
  switch (fault.kind) {
    case 'cut':
      proxy.cut();
      break;
    case 'down':
      proxy.down();
      break;
    case 'half-open':
      proxy.halfOpen();
      break;
    case 'slow':
      proxy.slow(fault.milliseconds);
      break;
    default:
      proxy.drip(fault.bytesPerSecond);
  }
  return async () => proxy.restore();
};

const trouble = async (world: World, behaviour: object): Promise<Heal> => {
  await bankAt(world.bankPort).behaveAll(behaviour);
  return async () => void (await bankAt(world.bankPort).behaveAll({}));
};

type StreetFault = Extract<
  Fault,
  { kind: 'reboot' | 'truncate' | 'garbage' | 'late-tables' | 'private-macs' | 'ghost' | 'roam-storm' }
>;

const onTheStreet = async (world: World, losses: Losses, fault: StreetFault): Promise<Heal> => {
  const { phone, router } = neighbourhoodAt(world.routersPort);
  switch (fault.kind) {
    case 'reboot':
      await losses.around(fault.hushed, () => router(fault.router, 'reboot'));
      return nothing;
    case 'truncate':
    case 'garbage':
      await router(fault.router, fault.kind);
      return nothing;
    case 'late-tables':
      await router(fault.router, 'timing', LATE_TABLES);
      return () => router(fault.router, 'timing', {});
    case 'private-macs':
      await router(fault.router, 'synthetic-hosts', { count: fault.count });
      return nothing;
    case 'ghost':
      await phone(fault.phone, 'ghost');
      return nothing;
    default:
      for (let number = 1; number <= world.size.phones; number += 1)
        for (const to of [1, 0, 1])
          await phone(number, 'roam', { router: (number + to) % world.size.routers });
      return nothing;
  }
};
