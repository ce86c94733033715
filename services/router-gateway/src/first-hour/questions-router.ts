// questions-router.ts — what kind of router it is and how its API speaks; nothing is changed.
import type { Bench } from './bench';
import { namesOf, refusalOf, yes, type Question } from './question';

const ROUND_TRIPS = 10;
const LISTEN_SECONDS = 2;

const millisecondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const before = performance.now();
  await work();
  return Math.round(performance.now() - before);
};

/** A menu of one row, or undefined where the router refuses. */
const optional = async (
  bench: Bench,
  menu: string,
): Promise<Readonly<Record<string, string>> | undefined> => {
  const reply = await bench.run(`${menu}/print`);
  return reply.ok ? reply.rows[0] : undefined;
};

/** `mmm/dd/yyyy` or `yyyy-mm-dd`, whatever the day is. */
const dateForm = (date: string): string =>
  date.replace(/[a-z]+/gi, (word) => 'm'.repeat(word.length)).replace(/\d/g, '9');

export const ROUTER_QUESTIONS: readonly Question[] = [
  {
    id: 'identity',
    asks: 'By which numbers can a router be told from all others?',
    how: 'system/routerboard and system/license are printed; only whether the numbers are there is kept.',
    ask: async (bench) => {
      const board = await optional(bench, '/system/routerboard');
      const license = await optional(bench, '/system/license');
      const facts = {
        serialNumber: Boolean(board?.['serial-number']),
        softwareId: Boolean(license?.['software-id']),
        systemId: Boolean(license?.['system-id']),
        licenseReadable: license !== undefined,
      };
      const there = Object.entries(facts).filter(([, holds]) => holds);
      return { answer: `There are: ${there.map(([name]) => name).join(', ') || 'none'}.`, measured: facts };
    },
  },
  {
    id: 'device-mode',
    asks: 'Is there a device-mode, and does it let the hotspot run?',
    how: 'system/device-mode is printed.',
    ask: async (bench) => {
      const mode = await optional(bench, '/system/device-mode');
      if (!mode) return { answer: 'There is no device-mode.', facts: { exists: false } };
      return {
        answer: `Mode ${mode['mode']}; hotspot ${mode['hotspot'] ?? 'not named'}, proxy ${mode['proxy'] ?? 'not named'}.`,
        facts: { exists: true },
        measured: { mode: mode['mode'] ?? '', hotspot: mode['hotspot'] ?? '', proxy: mode['proxy'] ?? '' },
      };
    },
  },
  {
    id: 'tag-place',
    asks: 'Where does the tag stand in a reply?',
    how: 'system/identity is printed; the place of .tag in the words of its !re is read.',
    ask: async (bench) => {
      await bench.print('/system/identity');
      const row = bench.words.find(([word]) => word === '!re') ?? [];
      const place = row.findIndex((word) => word.startsWith('.tag='));
      return { answer: `It is word ${place + 1} of ${row.length}.`, facts: { behindReplyWord: place === 1 } };
    },
  },
  {
    id: 'empty-reply',
    asks: 'Is a print without rows answered by !empty?',
    how: 'ip/firewall/address-list is printed for a list that does not exist.',
    ask: async (bench) => {
      await bench.print('/ip/firewall/address-list', { queries: ['?list=saring-first-hour-none'] });
      const saysEmpty = bench.words.some(([word]) => word === '!empty');
      return { answer: `${yes(saysEmpty)}.`, facts: { saysEmpty } };
    },
  },
  {
    id: 'unknown-menu',
    asks: 'In which words is a menu refused that does not exist?',
    how: '/ip/hotspot/saring/print is sent.',
    ask: async (bench) => refusalOf(await bench.run('/ip/hotspot/saring/print'), 'It is not refused.'),
  },
  {
    id: 'unknown-query',
    asks: 'Is a query for a field that does not exist refused, or does it find nothing?',
    how: 'ip/service is printed with ?saring=1.',
    ask: async (bench) => {
      const reply = await bench.run('/ip/service/print', { queries: ['?saring=1'] });
      return {
        answer: reply.ok ? `It finds ${reply.rows.length} rows.` : `It is refused: ${reply.trap.message}.`,
        facts: { refused: !reply.ok, found: reply.ok ? reply.rows.length : -1 },
      };
    },
  },
  {
    id: 'query-stack',
    asks: 'Does the stack machine of queries know "or"?',
    how: 'ip/service is printed with ?name=api ?name=api-ssl ?#|.',
    ask: async (bench) => {
      const rows = await bench.print('/ip/service', {
        queries: ['?name=api', '?name=api-ssl', '?#|'],
        proplist: ['name'],
      });
      const names = new Set(rows.map(({ name }) => name));
      const holds = names.has('api') && names.has('api-ssl') && names.size === 2;
      return { answer: `${yes(holds)}: ${rows.length} rows.`, facts: { holds } };
    },
  },
  {
    id: 'count-only',
    asks: 'How is count-only answered?',
    how: 'ip/service is printed with =count-only=.',
    ask: async (bench) => {
      const reply = await bench.run('/ip/service/print', { attributes: { 'count-only': '' } });
      const isNumber = reply.ok && /^\d+$/.test(reply.ret ?? '');
      return {
        answer: isNumber ? 'By a number on !done.' : 'Otherwise than by a number on !done.',
        facts: { isNumber },
      };
    },
  },
  {
    id: 'services',
    asks: 'Which API services are on, has api-ssl a certificate, and is the number of sessions limited?',
    how: 'ip/service is printed.',
    ask: async (bench) => {
      const rows = await bench.print('/ip/service', {
        proplist: ['name', 'disabled', 'certificate', 'max-sessions', 'dynamic'],
      });
      const of = (name: string) => rows.find((row) => row['name'] === name && row['dynamic'] !== 'true');
      const certificate = of('api-ssl')?.['certificate'] ?? 'none';
      const measured = {
        api: of('api')?.['disabled'] !== 'true',
        apiSsl: of('api-ssl')?.['disabled'] !== 'true',
        certificate: certificate !== 'none' && certificate !== '',
      };
      const limited = rows.some((row) => row['max-sessions'] !== undefined);
      return {
        answer: `api ${measured.api ? 'on' : 'off'}, api-ssl ${measured.apiSsl ? 'on' : 'off'}, certificate ${yes(measured.certificate).toLowerCase()}, sessions ${limited ? 'limited' : 'not limited'}.`,
        facts: { hasMaxSessions: limited },
        measured,
      };
    },
  },
  {
    id: 'date-form',
    asks: 'How are dates spelled?',
    how: 'system/clock is printed; letters and digits of the date are replaced.',
    ask: async (bench) => {
      const [row] = await bench.print('/system/clock', { proplist: ['date'] });
      const form = dateForm(row?.['date'] ?? '');
      return { answer: `${form}.`, facts: { form } };
    },
  },
  {
    id: 'round-trip',
    asks: 'How long does one small question take?',
    how: `system/identity is printed ${ROUND_TRIPS} times, one after the other.`,
    ask: async (bench) => {
      const times: number[] = [];
      for (let round = 0; round < ROUND_TRIPS; round += 1)
        times.push(await millisecondsOf(() => bench.print('/system/identity', { proplist: ['name'] })));
      times.sort((left, right) => left - right);
      const [medianMilliseconds, longestMilliseconds] = [times[ROUND_TRIPS / 2] ?? 0, times.at(-1) ?? 0];
      return {
        answer: `${medianMilliseconds} ms in the middle, ${longestMilliseconds} ms at the longest.`,
        measured: { medianMilliseconds, longestMilliseconds },
      };
    },
  },
  {
    id: 'overtaking',
    asks: 'Does a short question overtake a long one on the same connection?',
    how: 'The whole host table and system/identity are asked at once; which ends first is seen.',
    ask: async (bench) => {
      const ended: string[] = [];
      const long = bench.print('/ip/hotspot/host').then(() => ended.push('long'));
      const short = bench.print('/system/identity').then(() => ended.push('short'));
      await Promise.all([long, short]);
      return {
        answer: `The ${ended[0]} one ends first.`,
        measured: { overtakes: ended[0] === 'short' },
      };
    },
  },
  {
    id: 'listen-host',
    asks: 'Does listen work on the host table?',
    how: `ip/hotspot/host is listened to for ${LISTEN_SECONDS} s, then cancelled.`,
    ask: async (bench) => {
      let rows = 0;
      const listening = bench.listen('/ip/hotspot/host', (came) => (rows += came.length));
      let refused = false;
      const end = (): void => void (refused = true);
      listening.ended.then(end, end);
      await bench.wait(LISTEN_SECONDS);
      const accepted = !refused;
      await listening.cancel();
      return {
        answer: `${yes(accepted)}; ${rows} rows came in ${LISTEN_SECONDS} s.`,
        facts: { accepted },
        measured: { rows },
      };
    },
  },
  {
    id: 'fasttrack',
    asks: 'Does something move bytes past the counters?',
    how: 'Active fasttrack rules of IPv4 and IPv6 are counted, and whether a switch chip routes by itself.',
    ask: async (bench) => {
      const rules = async (menu: string): Promise<number> => {
        const reply = await bench.run(`${menu}/print`, {
          queries: ['?action=fasttrack-connection'],
          proplist: ['disabled'],
        });
        return reply.ok ? reply.rows.filter((row) => row['disabled'] !== 'true').length : 0;
      };
      const switches = await bench.run('/interface/ethernet/switch/print', {
        proplist: ['l3-hw-offloading'],
      });
      const measured = {
        ipv4: await rules('/ip/firewall/filter'),
        ipv6: await rules('/ipv6/firewall/filter'),
        l3HwOffloading: switches.ok && switches.rows.some((row) => row['l3-hw-offloading'] === 'true'),
      };
      return {
        answer: `${measured.ipv4} rules of IPv4, ${measured.ipv6} of IPv6; offloading ${yes(measured.l3HwOffloading).toLowerCase()}.`,
        measured,
      };
    },
  },
  {
    id: 'interface-counters',
    asks: 'Are the byte counters of interfaces in a plain print?',
    how: 'interface is printed with rx-byte and tx-byte asked for.',
    ask: async (bench) => {
      const rows = await bench.print('/interface', { proplist: ['type', 'rx-byte', 'tx-byte'] });
      const counted = rows.length > 0 && rows.every((row) => row['rx-byte'] !== undefined);
      return { answer: `${yes(counted)}; fields: ${namesOf(rows)}.`, facts: { counted } };
    },
  },
];
