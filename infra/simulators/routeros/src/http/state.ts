// state.ts — the whole neighbourhood at a glance, for the play page and for scripts.
import type { RouterOsSimulator } from '../world/routeros-simulator';
import type { Modem } from '../world/modem';
import type { Phone } from '../world/phone';
import type { Router } from '../world/router';
import { parseRatePair } from '../tables/values';

const phoneState = (phone: Phone): Record<string, unknown> => {
  const { client, router } = phone;
  const route = client && router?.routeOf(client);
  const row = client && router?.hosts.of(client);
  const host = row && router?.hosts.present(row);
  return {
    number: phone.number,
    mac: phone.mac,
    address: phone.address,
    router: router?.index,
    outcome: route?.outcome ?? 'away',
    binding: client && router?.bindings.first(client.mac, client.address)?.type,
    lists: client && router?.lists.listsOf(client.address),
    limit: parseRatePair(route?.downQueue?.['max-limit'] ?? '0/0'),
    queue: route?.downQueue?.name,
    demand: phone.demand,
    host: host && {
      id: host['.id'],
      bytesIn: Number(host['bytes-in']),
      bytesOut: Number(host['bytes-out']),
      uptime: host.uptime,
    },
    movedBytes: phone.movedBytes,
    walledGardenBytes: phone.walledGardenBytes,
    uncountedBytes: phone.uncountedBytes,
  };
};

const routerState = (router: Router): Record<string, unknown> => ({
  index: router.index,
  name: router.name,
  site: router.site,
  serialNumber: router.serialNumber,
  on: router.isOn,
  uptimeSeconds: router.uptimeSeconds,
  personality: router.personality,
  emptyReplies: router.emptyReplies,
  slowRepliesMs: router.slowRepliesMs,
  apiPort: router.apiPort,
  tlsPort: router.tlsPort,
  commandCount: router.commandCount,
  connections: router.faults.connectionCount,
  hosts: router.hosts.table.size,
});

/** What became of a modem's last dial. */
export const modemState = (modem: Modem): Record<string, unknown> => ({
  number: modem.number,
  mac: modem.mac,
  online: modem.isOnline,
  address: modem.address,
  refusal: modem.refusal,
  dials: modem.dials,
});

/** Routers and phones as they are now, with the bytes that really moved. */
export const readState = (simulator: RouterOsSimulator): Record<string, unknown> => ({
  nowMs: simulator.clock.nowMs,
  routers: simulator.routers.map(routerState),
  phones: simulator.phones.map(phoneState),
  modems: [...simulator.modems].map(modemState),
});
