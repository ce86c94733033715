// questions-hotspot.ts — what the hotspot's tables look like while people are online; nothing is changed.
import { parseDurationSeconds } from '../domain/duration';
import type { Row } from '../routeros/reply';
import type { Bench } from './bench';
import { namesOf, type Question } from './question';

const HOST = '/ip/hotspot/host';
const METERED = ['.id', 'mac-address', 'uptime', 'bytes-in', 'bytes-out', 'bypassed'];
const WITNESS_SECONDS = 5;
const PAGES = ['login.html', 'alogin.html', 'redirect.html', 'error.html', 'status.html', 'logout.html'];
const MORE_PAGES = ['rlogin.html', 'api.json', 'errors.txt'];

const bytesOf = (row: Row): number => Number(row['bytes-in'] ?? 0) + Number(row['bytes-out'] ?? 0);

const uptimeSeconds = async (bench: Bench): Promise<number> => {
  const [row] = await bench.print('/system/resource', { proplist: ['uptime'] });
  return parseDurationSeconds(row?.['uptime']) ?? -1;
};

const bridgeBytes = async (bench: Bench): Promise<number> => {
  const servers = await bench.print('/ip/hotspot', { proplist: ['interface'] });
  const names = new Set(servers.map((row) => row['interface']));
  const rows = await bench.print('/interface', { proplist: ['name', 'rx-byte', 'tx-byte'] });
  return rows
    .filter((row) => names.has(row['name']))
    .reduce((total, row) => total + Number(row['rx-byte'] ?? 0) + Number(row['tx-byte'] ?? 0), 0);
};

export const HOTSPOT_QUESTIONS: readonly Question[] = [
  {
    id: 'host-fields',
    asks: 'Which fields has a host?',
    how: 'ip/hotspot/host is printed; only the names of fields are kept.',
    ask: async (bench) => {
      const rows = await bench.print(HOST);
      return {
        answer: `${rows.length} hosts: ${namesOf(rows) || 'none'}.`,
        measured: { hosts: rows.length },
      };
    },
  },
  {
    id: 'host-odd-rows',
    asks: 'Are there hosts without counters or uptime, or one host twice?',
    how: 'Rows of the host table are counted that lack a field or have the id and MAC of another.',
    ask: async (bench) => {
      const rows = await bench.print(HOST, { proplist: METERED });
      const odd = rows.filter((row) => METERED.slice(2).some((name) => row[name] === undefined)).length;
      const twice = rows.length - new Set(rows.map((row) => `${row['.id']} ${row['mac-address']}`)).size;
      const ghosts = rows.length - new Set(rows.map((row) => row['mac-address'])).size;
      return {
        answer: `${odd} odd rows, ${twice} twice, ${ghosts} more of a MAC that is there already.`,
        measured: { odd, twice, ghosts },
      };
    },
  },
  {
    id: 'host-table-time',
    asks: 'How long does the host table take, with a list of fields and without?',
    how: 'The table is printed both ways, with the uptime of the router read before and after.',
    ask: async (bench) => {
      const before = await uptimeSeconds(bench);
      const start = performance.now();
      const rows = await bench.print(HOST, { proplist: METERED });
      const listedMilliseconds = Math.round(performance.now() - start);
      const middle = performance.now();
      await bench.print(HOST);
      const wholeMilliseconds = Math.round(performance.now() - middle);
      const wentOnSeconds = (await uptimeSeconds(bench)) - before;
      return {
        answer: `${rows.length} rows: ${listedMilliseconds} ms listed, ${wholeMilliseconds} ms whole; the uptime went on by ${wentOnSeconds} s.`,
        measured: { rows: rows.length, listedMilliseconds, wholeMilliseconds, wentOnSeconds },
      };
    },
  },
  {
    id: 'bypassed-idle',
    asks: 'Does a bypassed host stay in the table beyond the idle time-out?',
    how: 'Bypassed hosts are counted whose idle-time is longer than the longest idle-timeout of the servers.',
    ask: async (bench) => {
      const servers = await bench.print('/ip/hotspot', { proplist: ['idle-timeout'] });
      const timeouts = servers.map((row) => parseDurationSeconds(row['idle-timeout']) ?? 0);
      const longest = Math.max(0, ...timeouts);
      const rows = await bench.print(HOST, { proplist: ['bypassed', 'idle-time'] });
      const bypassed = rows.filter((row) => row['bypassed'] === 'true');
      const beyond = bypassed.filter(
        (row) => longest > 0 && (parseDurationSeconds(row['idle-time']) ?? 0) > longest,
      ).length;
      return {
        answer: `${beyond} of ${bypassed.length} bypassed hosts are idle for longer than ${longest} s.`,
        measured: { bypassed: bypassed.length, beyond, idleTimeoutSeconds: longest },
      };
    },
  },
  {
    id: 'translation',
    asks: 'Are addresses of hosts translated, and those of bypassed hosts too?',
    how: 'Hosts are counted whose to-address is another than their address.',
    ask: async (bench) => {
      const rows = await bench.print(HOST, { proplist: ['address', 'to-address', 'bypassed'] });
      const translated = rows.filter(
        (row) => row['to-address'] !== undefined && row['to-address'] !== row['address'],
      );
      const bypassed = translated.filter((row) => row['bypassed'] === 'true').length;
      return {
        answer: `${translated.length} of ${rows.length} hosts, ${bypassed} of them bypassed.`,
        measured: { hosts: rows.length, translated: translated.length, bypassed },
      };
    },
  },
  {
    id: 'host-booleans',
    asks: 'How are yes and no spelled in host rows?',
    how: 'The values of bypassed and authorized are collected.',
    ask: async (bench) => {
      const rows = await bench.print(HOST, { proplist: ['bypassed', 'authorized'] });
      const words = [...new Set(rows.flatMap((row) => Object.values(row)))].sort().join(' ');
      return { answer: `${words || 'no host to read'}.`, measured: { words } };
    },
  },
  {
    id: 'witness',
    asks: 'Do the interfaces of the hotspot count what its hosts count?',
    how: `Growth of all host counters and of the hotspot's interfaces over ${WITNESS_SECONDS} s is compared.`,
    ask: async (bench) => {
      const totals = async (): Promise<[hosts: Map<string, number>, wire: number]> => {
        const rows = await bench.print(HOST, { proplist: METERED });
        return [new Map(rows.map((row) => [row['.id'] ?? '', bytesOf(row)])), await bridgeBytes(bench)];
      };
      const [before, wireBefore] = await totals();
      await bench.wait(WITNESS_SECONDS);
      const [after, wireAfter] = await totals();
      let hostBytes = 0;
      for (const [id, bytes] of after) hostBytes += Math.max(0, bytes - (before.get(id) ?? bytes));
      const wireBytes = wireAfter - wireBefore;
      return {
        answer: `Hosts grew by ${hostBytes} bytes, the interfaces by ${wireBytes}.`,
        measured: { hostBytes, wireBytes },
      };
    },
  },
  {
    id: 'active-fields',
    asks: 'Which fields has somebody who is logged in?',
    how: 'ip/hotspot/active is printed; only the names of fields are kept.',
    ask: async (bench) => {
      const rows = await bench.print('/ip/hotspot/active');
      return { answer: `${rows.length} rows: ${namesOf(rows) || 'none'}.`, measured: { rows: rows.length } };
    },
  },
  {
    id: 'user-counters',
    asks: 'Does a hotspot user carry counters that add up over its logins?',
    how: 'ip/hotspot/user is printed with uptime and bytes asked for.',
    ask: async (bench) => {
      const rows = await bench.print('/ip/hotspot/user', {
        proplist: ['uptime', 'bytes-in', 'bytes-out', 'packets-in'],
      });
      const counted = rows.filter((row) => row['bytes-in'] !== undefined).length;
      return {
        answer: `${counted} of ${rows.length} users do; fields: ${namesOf(rows) || 'none'}.`,
        measured: { users: rows.length, counted },
      };
    },
  },
  {
    id: 'hotspot-pages',
    asks: 'Which pages has the folder of the hotspot, and is there an api.json (RFC 7710)?',
    how: 'Names under file are compared with those that the manual lists.',
    ask: async (bench) => {
      const profiles = await bench.print('/ip/hotspot/profile', { proplist: ['html-directory', 'login-by'] });
      const files = await bench.print('/file', { proplist: ['name'] });
      const folders = new Set(['hotspot', ...profiles.map((row) => row['html-directory'] ?? 'hotspot')]);
      const names = new Set(files.map((row) => row['name']));
      const there = [...PAGES, ...MORE_PAGES].filter((page) =>
        [...folders].some((folder) => names.has(`${folder}/${page}`) || names.has(`flash/${folder}/${page}`)),
      );
      return {
        answer: `There are: ${there.join(' ') || 'none'}.`,
        measured: { pages: there.join(' '), apiJson: there.includes('api.json') },
      };
    },
  },
  {
    id: 'option-114',
    asks: 'Is the captive portal announced by DHCP option 114 already?',
    how: 'Options of the DHCP server with code 114 are counted; a phone tells whether the hotspot adds one by itself.',
    ask: async (bench) => {
      const rows = await bench.print('/ip/dhcp-server/option', { proplist: ['code'] });
      const options = rows.filter((row) => row['code'] === '114').length;
      return { answer: `${options} options.`, measured: { options } };
    },
  },
  {
    id: 'foreign-shaping',
    asks: 'Do queues or marks of others stand where they could defeat a slow lane?',
    how: 'Simple queues and mangle rules without passthrough that Saring did not make are counted.',
    ask: async (bench) => {
      const queues = await bench.print('/queue/simple', { proplist: ['comment', 'disabled', 'dynamic'] });
      const marks = await bench.print('/ip/firewall/mangle', {
        proplist: ['comment', 'passthrough', 'disabled'],
      });
      const foreign = (row: Row): boolean =>
        row['disabled'] !== 'true' && !(row['comment'] ?? '').startsWith('saring|');
      const measured = {
        queues: queues.filter(foreign).length,
        marks: marks.filter((row) => foreign(row) && row['passthrough'] === 'false').length,
      };
      return { answer: `${measured.queues} queues, ${measured.marks} rules.`, measured };
    },
  },
  {
    id: 'garden-names',
    asks: 'What becomes of a name in walled-garden ip?',
    how: 'Rows of ip/hotspot/walled-garden/ip are counted: those that were made, and those that the router added.',
    ask: async (bench) => {
      const rows = await bench.print('/ip/hotspot/walled-garden/ip', { proplist: ['dynamic', 'action'] });
      const dynamic = rows.filter((row) => row['dynamic'] === 'true').length;
      return {
        answer: `${rows.length - dynamic} made, ${dynamic} added by the router.`,
        measured: { made: rows.length - dynamic, dynamic },
      };
    },
  },
];
