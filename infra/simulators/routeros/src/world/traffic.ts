// traffic.ts — one step of time: every phone moves what it wants, less what its router and its queue hold back.
import type { Phone } from './phone';
import type { Router } from './router';
import type { Route } from './routes';

interface Mover {
  phone: Phone;
  router: Router;
  route: Route;
  wanted: { up: number; down: number };
}

const moverOf = (phone: Phone, elapsedMs: number): Mover | undefined => {
  const wanted = phone.wantedBytes(elapsedMs);
  const { client, router } = phone;
  if (!client || !router?.isOn || wanted.up + wanted.down === 0) return undefined;
  // Trying to talk is enough to be seen by the router, even when nothing gets through.
  phone.wake();
  const route = router.routeOf(client);
  return route.outcome === 'open' ? { phone, router, route, wanted } : undefined;
};

const move = ({ phone, router, route, wanted }: Mover, elapsedMs: number): void => {
  const { client } = phone;
  if (!client) return;
  const free = route.fastTracked;
  const left = router.logins.leftBytes(client);
  const up = free
    ? wanted.up
    : Math.min(wanted.up, left, router.queues.allowanceBytes(route.upQueue, 'up', elapsedMs));
  const down = free
    ? wanted.down
    : Math.min(wanted.down, left - up, router.queues.allowanceBytes(route.downQueue, 'down', elapsedMs));
  if (up + down === 0) return;
  router.count(client, route, up, down, elapsedMs);
  phone.receive(free, up, down, elapsedMs);
};

/** Moves all phones' traffic of so many milliseconds through their routers. */
export const moveTraffic = (phones: Iterable<Phone>, routers: Iterable<Router>, elapsedMs: number): void => {
  for (const router of routers) router.queues.beginStep();
  const movers: Mover[] = [];
  for (const phone of phones) {
    const mover = moverOf(phone, elapsedMs);
    if (mover) movers.push(mover);
  }
  for (const { router, route, wanted } of movers) {
    if (route.upQueue && wanted.up > 0) router.queues.join(route.upQueue, 'up');
    if (route.downQueue && wanted.down > 0) router.queues.join(route.downQueue, 'down');
  }
  for (const mover of movers) move(mover, elapsedMs);
};
