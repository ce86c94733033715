// questions-changes.ts — how the router takes what Saring writes. Everything is made for the question, off or matching
// nobody, and is taken away again.
import type { Reply } from '../routeros/reply';
import { LONGEST_TIMEOUT_SECONDS } from '../domain/boot';
import { durationOf, parseDurationSeconds } from '../domain/duration';
import { BENCH_MAC, BENCH_NAME, BENCH_SIGNATURE } from './bench-names';
import type { Bench } from './bench';
import { refusalOf, yes, type Finding, type Question } from './question';

const LIST = '/ip/firewall/address-list';
const BINDING = '/ip/hotspot/ip-binding';
const UTF8_COMMENT = `${BENCH_SIGNATURE}|é–你`;

const newMac = (number: number): string =>
  `${BENCH_MAC}${number.toString(16).padStart(2, '0').toUpperCase()}`;

const makeEntry = (bench: Bench, attributes: Readonly<Record<string, string>> = {}): Promise<string> =>
  bench.make(LIST, { list: BENCH_NAME, address: bench.newAddress(), ...attributes });

/** Sets fields of a timed entry and reads them again. */
const setOnTimed = async (
  bench: Bench,
  changes: Readonly<Record<string, string>>,
  holds: (row: Readonly<Record<string, string>>) => boolean,
): Promise<Finding> => {
  const id = await makeEntry(bench, { timeout: '1h' });
  const reply = await bench.run(`${LIST}/set`, { attributes: { '.id': id, ...changes } });
  if (!reply.ok) return refusalOf(reply, '');
  const row = await bench.row(LIST, id);
  const kept = row !== undefined && holds(row);
  return {
    answer: row
      ? `It is taken${kept ? '' : ' but not kept'}.`
      : 'It is taken, and the entry is gone or has another id.',
    facts: { refused: false, sameId: row !== undefined, kept },
  };
};

export const CHANGE_QUESTIONS: readonly Question[] = [
  {
    id: 'list-set-timeout',
    asks: 'May the time-out of a dynamic list entry be set?',
    how: 'An entry of an hour gets timeout=2h and is read again.',
    ask: (bench) =>
      setOnTimed(bench, { timeout: '2h' }, (row) => (parseDurationSeconds(row['timeout']) ?? 0) > 3_600),
  },
  {
    id: 'list-set-list',
    asks: 'May a dynamic list entry be moved to another list?',
    how: 'An entry of an hour gets another list and is read again.',
    ask: (bench) => {
      const list = bench.newName();
      return setOnTimed(bench, { list }, (row) => row['list'] === list);
    },
  },
  {
    id: 'list-comment',
    asks: 'Does a dynamic list entry keep its comment, in UTF-8 too?',
    how: 'An entry of an hour is made with a comment beyond ASCII and read again.',
    ask: async (bench) => {
      const id = await makeEntry(bench, { timeout: '1h', comment: UTF8_COMMENT });
      const row = await bench.row(LIST, id);
      const kept = row?.['comment'] === UTF8_COMMENT;
      return { answer: `${yes(kept)}.`, facts: { kept, dynamic: row?.['dynamic'] === 'true' } };
    },
  },
  {
    id: 'list-longest',
    asks: 'What is the longest time-out of a list entry?',
    how: 'The longest that is known is asked for, then one second more.',
    ask: async (bench) => {
      const timeout = (seconds: number): Promise<Reply> =>
        bench.add(LIST, { list: BENCH_NAME, address: bench.newAddress(), timeout: durationOf(seconds) });
      const longest = await timeout(LONGEST_TIMEOUT_SECONDS);
      const beyond = await timeout(LONGEST_TIMEOUT_SECONDS + 1);
      return {
        answer: `The longest is ${longest.ok ? 'taken' : 'refused'}, one second more ${beyond.ok ? 'taken' : 'refused'}.`,
        facts: { longestTaken: longest.ok, beyondTaken: beyond.ok },
      };
    },
  },
  {
    id: 'many-ids',
    asks: 'May one set name several rows?',
    how: 'Two entries get a comment by one set with .id=first,second and are read again.',
    ask: async (bench) => {
      const ids = [await makeEntry(bench), await makeEntry(bench)];
      const comment = `${BENCH_SIGNATURE}|both`;
      const reply = await bench.run(`${LIST}/set`, { attributes: { '.id': ids.join(','), comment } });
      if (!reply.ok) return refusalOf(reply, '');
      const rows = await Promise.all(ids.map((id) => bench.row(LIST, id)));
      const changed = rows.filter((row) => row?.['comment'] === comment).length;
      return { answer: `Yes, ${changed} of 2 are changed.`, facts: { refused: false, changed } };
    },
  },
  {
    id: 'duplicate-entry',
    asks: 'In which words is a second entry of the same address refused?',
    how: 'The same entry is added twice.',
    ask: async (bench) => {
      const entry = { list: BENCH_NAME, address: bench.newAddress() };
      await bench.make(LIST, entry);
      return refusalOf(await bench.add(LIST, entry), 'It is not refused.');
    },
  },
  {
    id: 'remove-twice',
    asks: 'In which words is a change of a row refused that is gone?',
    how: 'An entry is removed twice.',
    ask: async (bench) => {
      const attributes = { '.id': await makeEntry(bench) };
      await bench.run(`${LIST}/remove`, { attributes });
      return refusalOf(await bench.run(`${LIST}/remove`, { attributes }), 'It is not refused.');
    },
  },
  {
    id: 'unknown-argument',
    asks: 'In which words is an argument refused that does not exist?',
    how: 'An entry is added with =colour=1.',
    ask: async (bench) =>
      refusalOf(
        await bench.add(LIST, { list: BENCH_NAME, address: bench.newAddress(), colour: '1' }),
        'It is not refused.',
      ),
  },
  {
    id: 'listen-changes',
    asks: 'What does listen say of a row that comes and goes?',
    how: 'The address-list is listened to while an entry is added and removed.',
    ask: async (bench) => {
      const heard: string[] = [];
      const listening = bench.listen(LIST, (rows) => {
        for (const row of rows)
          if (row['list'] === BENCH_NAME || row['.dead'] !== undefined)
            heard.push(row['.dead'] === undefined ? 'row' : `.dead=${row['.dead']}`);
      });
      // A listen has no reply of its own: a question after it gives it time to begin.
      await bench.print('/system/identity');
      const id = await makeEntry(bench);
      await bench.run(`${LIST}/remove`, { attributes: { '.id': id } });
      await bench.wait(1);
      await listening.cancel();
      const said = [...new Set(heard)].join(', ');
      return { answer: `It says: ${said || 'nothing'}.`, facts: { said } };
    },
  },
  {
    id: 'binding-regular',
    asks: 'Is the type of a regular binding printed?',
    how: 'A disabled binding of a documentation MAC is made with type=regular and read again.',
    ask: async (bench) => {
      const id = await bench.make(BINDING, { 'mac-address': newMac(1), type: 'regular', disabled: 'yes' });
      const row = await bench.row(BINDING, id);
      const type = row?.['type'] ?? 'absent';
      return { answer: `It is ${type}.`, facts: { type, disabled: row?.['disabled'] ?? 'absent' } };
    },
  },
  {
    id: 'binding-twice',
    asks: 'In which words is a second binding of the same MAC refused?',
    how: 'The same disabled binding is made twice.',
    ask: async (bench) => {
      const binding = { 'mac-address': newMac(2), type: 'regular', disabled: 'yes' };
      await bench.make(BINDING, binding);
      return refusalOf(await bench.add(BINDING, binding), 'It is not refused.');
    },
  },
  {
    id: 'pcq-rate',
    asks: 'How is pcq-rate=512k printed?',
    how: 'A queue type that nothing uses is made and read again.',
    ask: async (bench) => {
      const id = await bench.make('/queue/type', {
        kind: 'pcq',
        'pcq-rate': '512k',
        'pcq-classifier': 'dst-address',
      });
      const printed = (await bench.row('/queue/type', id))?.['pcq-rate'] ?? 'absent';
      return { answer: `As ${printed}.`, facts: { printed } };
    },
  },
  {
    id: 'simple-queue',
    asks: 'How are target and max-limit of a simple queue printed?',
    how: 'A disabled queue with a documentation address and max-limit=1M/2M is made and read again.',
    ask: async (bench) => {
      const attributes = {
        name: bench.newName(),
        target: bench.newAddress(),
        'max-limit': '1M/2M',
        disabled: 'yes',
      };
      const id = await bench.make('/queue/simple', attributes);
      const row = await bench.row('/queue/simple', id);
      const [maxLimit, mask] = [row?.['max-limit'] ?? 'absent', (row?.['target'] ?? '').endsWith('/32')];
      return {
        answer: `max-limit as ${maxLimit}, the target ${mask ? 'with' : 'without'} /32.`,
        facts: { maxLimit, mask },
      };
    },
  },
  {
    id: 'user-limits',
    asks: 'How are the limits of a hotspot user printed?',
    how: 'A disabled user with limit-uptime=15s and limit-bytes-total=200000 is made and read again.',
    ask: async (bench) => {
      const limits = { 'limit-uptime': '15s', 'limit-bytes-total': '200000', disabled: 'yes' };
      const id = await bench.make('/ip/hotspot/user', { name: bench.newName(), ...limits });
      const row = await bench.row('/ip/hotspot/user', id);
      const facts = {
        uptime: row?.['limit-uptime'] ?? 'absent',
        bytes: row?.['limit-bytes-total'] ?? 'absent',
        hasCounters: row?.['bytes-in'] !== undefined,
      };
      return {
        answer: `${facts.uptime} and ${facts.bytes}; counters ${yes(facts.hasCounters).toLowerCase()}.`,
        facts,
      };
    },
  },
  {
    id: 'raw-hotspot',
    asks: 'How is the matcher hotspot=!auth,!local-dst of a raw rule printed?',
    how: 'A disabled raw rule for a list that does not exist is made and read again.',
    ask: async (bench) => {
      const rule = { chain: 'prerouting', action: 'accept', 'src-address-list': bench.newName() };
      const id = await bench.make('/ip/firewall/raw', {
        ...rule,
        hotspot: '!auth,!local-dst',
        disabled: 'yes',
      });
      const printed = (await bench.row('/ip/firewall/raw', id))?.['hotspot'] ?? 'absent';
      return { answer: `As ${printed}.`, facts: { printed } };
    },
  },
  {
    id: 'option-comment',
    asks: 'Does an option of the DHCP server take a comment?',
    how: 'An option that no network uses is made with a comment.',
    ask: async (bench) => {
      const attributes = { code: '114', value: "'saring'", comment: BENCH_SIGNATURE };
      return refusalOf(await bench.add('/ip/dhcp-server/option', attributes), 'It is taken.');
    },
  },
  {
    id: 'script-source',
    asks: 'May this user read the source of a script?',
    how: 'A script that does nothing is made, and its source asked for.',
    ask: async (bench) => {
      const id = await bench.make('/system/script', { source: ':put 1' });
      const row = await bench.row('/system/script', id);
      const readable = (row?.['source'] ?? '') !== '';
      return { answer: `${yes(readable)}.`, measured: { readable } };
    },
  },
];
