// questions-device.ts — asked only with `--device`: on the operator's own phone, which may lose its connection for a
// moment.
import { parseDurationSeconds } from '../domain/duration';
import type { Bench } from './bench';
import { refusalOf, yes, type Question } from './question';

const BINDING = '/ip/hotspot/ip-binding';

export const DEVICE_QUESTIONS: readonly Question[] = [
  {
    id: 'binding-counters',
    asks: 'Do id, counters and uptime of a host go on when it becomes bypassed?',
    how: 'A bypassed binding is made for the device; its host row is read before and after.',
    ask: async (bench) => {
      const before = await hostOf(bench);
      if (!before) return { answer: 'The device is not on the WiFi.' };
      await bench.make(BINDING, { 'mac-address': bench.deviceMac ?? '', type: 'bypassed' });
      await bench.wait(2);
      const after = await hostOf(bench);
      const facts = {
        sameId: after?.['.id'] === before['.id'],
        countersGoOn: Number(after?.['bytes-in'] ?? -1) >= Number(before['bytes-in'] ?? 0),
        uptimeGoesOn: secondsOf(after) >= secondsOf(before),
        bypassed: after?.['bypassed'] === 'true',
      };
      return {
        answer: `Id ${yes(facts.sameId).toLowerCase()}, counters ${yes(facts.countersGoOn).toLowerCase()}, uptime ${yes(facts.uptimeGoesOn).toLowerCase()}.`,
        facts,
      };
    },
  },
  {
    id: 'first-binding',
    asks: 'Does the first of two bindings of a device win?',
    how: 'Below the bypassed one, a regular binding of the device with its address is made; the host row is read.',
    ask: async (bench) => {
      const host = await hostOf(bench);
      if (!host) return { answer: 'The device is not on the WiFi.' };
      const address = host['address'] ?? '';
      const second = { 'mac-address': bench.deviceMac ?? '', address, type: 'regular' };
      const reply = await bench.add(BINDING, second);
      if (!reply.ok) return refusalOf(reply, '');
      await bench.wait(2);
      const firstWins = (await hostOf(bench))?.['bypassed'] === 'true';
      return { answer: `${yes(firstWins)}.`, facts: { refused: false, firstWins } };
    },
  },
  {
    id: 'host-comes-back',
    asks: 'Does the host row of a bypassed device come back by itself after it is removed?',
    how: "The device's host row is removed and looked for during ten seconds.",
    ask: async (bench) => {
      const host = await hostOf(bench);
      if (!host) return { answer: 'The device is not on the WiFi.' };
      await bench.run('/ip/hotspot/host/remove', { attributes: { '.id': host['.id'] ?? '' } });
      for (let second = 1; second <= 10; second += 1) {
        await bench.wait(1);
        const back = await hostOf(bench);
        if (back) {
          const measured = { afterSeconds: second, bytesIn: Number(back['bytes-in'] ?? 0) };
          return { answer: `Yes, after ${second} s.`, measured };
        }
      }
      return { answer: 'Not within ten seconds.', measured: { afterSeconds: -1 } };
    },
  },
];

const hostOf = async (bench: Bench): Promise<Readonly<Record<string, string>> | undefined> => {
  const rows = await bench.print('/ip/hotspot/host', {
    queries: [`?mac-address=${bench.deviceMac}`],
    proplist: ['.id', 'address', 'uptime', 'bytes-in', 'bytes-out', 'bypassed', 'idle-time'],
  });
  return rows[0];
};

const secondsOf = (row: Readonly<Record<string, string>> | undefined): number =>
  parseDurationSeconds(row?.['uptime']) ?? -1;
