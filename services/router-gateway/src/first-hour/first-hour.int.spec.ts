import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@saring/testing';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../../infra/simulators/routeros/src';
import { isVersion } from '../../../../infra/simulators/routeros/src/commands/versions';
import { differences, FIXTURE_FOLDER, learn, type Fixture } from './learn';
import { EXIT, runFirstHour, type Io } from './program';
import type { Report } from './report';

const LIST = 'ip/firewall/address-list';
const MENUS = [
  ...[LIST, 'ip/firewall/raw', 'ip/hotspot/ip-binding', 'ip/hotspot/user', 'ip/hotspot/walled-garden/ip'],
  ...['ip/dhcp-server/option', 'queue/simple', 'queue/type', 'system/script'],
];
const SECRET = 'sangat-rahasia';
const OWNER = '081234567890';

let simulator: RouterOsSimulator;
let said: string[];
let saved: Map<string, string>;
let stop: AbortController;

const start = async (personality = '7.12.2'): Promise<void> => {
  simulator = await startRouterOsSimulator({
    password: SECRET,
    routers: [{ personality, name: 'Warung Bu Siti', serialNumber: 'HC7081234XYZ' }],
    users: [{ name: 'pembaca', password: SECRET, group: 'read' }],
  });
  simulator.phone(1).join();
  simulator.phone(1).transfer(1_000, 2_000);
  simulator.router().put('ip/hotspot/user', { name: OWNER, password: 'kata-sandi', comment: 'Pak Budi' });
  simulator.router().put(LIST, { list: 'active', address: '10.5.50.9', comment: 'saring|0a1b2c3d|budi' });
};

beforeEach(() => {
  said = [];
  saved = new Map();
  stop = new AbortController();
});
afterEach(() => simulator.close());

const run = (args: readonly string[] = [], io: Partial<Io> = {}): Promise<number> =>
  runFirstHour(['--host', '127.0.0.1', '--port', String(simulator.apiPort), '--user', 'saring', ...args], {
    say: (line) => said.push(line),
    save: (path, text) => saved.set(path, text),
    askPassword: () => Promise.resolve(SECRET),
    stop: stop.signal,
    // A simulated router needs no time; a turn of the event loop lets its words arrive.
    wait: () => new Promise((resolve) => setImmediate(resolve)),
    ...io,
  });

const report = (): Report => JSON.parse(saved.get('first-hour.json') ?? '{}') as Report;
const state = (): string => JSON.stringify(MENUS.map((menu) => simulator.router().table(menu).size));
const text = (): string => [...said, ...saved.values()].join('\n');
const answer = (id: string) => report().answers.find((one) => one.id === id);

describe.each(['6.49', '7.12.2', '7.24'])('the first hour on RouterOS %s', (personality) => {
  beforeEach(() => start(personality));

  it('has an answer to each of forty questions, and leaves the router as it was', async () => {
    const before = state();
    await expect(run(['--yes'])).resolves.toBe(EXIT.done);
    expect(state()).toBe(before);
    expect(report().answers.length).toBeGreaterThanOrEqual(40);
    expect(report().answers.filter((one) => one.state !== 'answered')).toEqual([]);
    expect(report().answers.every((one) => one.words.length > 0)).toBe(true);
    expect(answer('duplicate-entry')?.answer).toContain('"failure: already have such entry"');
    expect(answer('unknown-argument')?.facts).toMatchObject({ message: 'unknown parameter colour' });
    expect(new Set(report().answers.map(({ id }) => id)).size).toBe(report().answers.length);
  });

  it('shows no address, name, number, password, serial or comment', async () => {
    await run(['--yes', '--device', simulator.phone(1).mac]);
    for (const secret of [
      ...[SECRET, OWNER, 'kata-sandi', 'Pak Budi', 'Warung Bu Siti', 'HC7081234XYZ', 'SIML-0001', 'budi'],
      ...[simulator.phone(1).address ?? '', '10.5.50', '127.0.0.1', '0a1b2c3d'],
    ])
      expect(text()).not.toContain(secret);
    const withoutConsent = [...said, ...saved.values()].filter((line) => !line.startsWith('Some questions'));
    expect(withoutConsent.join('\n')).not.toContain(simulator.phone(1).mac);
  });

  it('becomes a fixture that the same version agrees with', async () => {
    await run(['--yes']);
    const first = learn(saved.get('first-hour.json') ?? '');
    await run(['--yes', '--tls', '--port', String(simulator.tlsPort)]);
    expect(report().tls).toBe(true);
    expect(differences(first, learn(saved.get('first-hour.json') ?? ''))).toEqual([]);
  });
});

describe('the first hour', () => {
  it('distinguishes versions', async () => {
    await start('6.49');
    await run(['--yes']);
    const old = learn(saved.get('first-hour.json') ?? '');
    expect(old.facts['date-form']).toEqual({ form: 'mmm/99/9999' });
    simulator.router().personality = '7.24';
    await run(['--yes']);
    const found = differences(old, learn(saved.get('first-hour.json') ?? '')).map(
      (line) => line.split(':')[0],
    );
    expect(found).toEqual(expect.arrayContaining(['date-form form', 'empty-reply saysEmpty']));
  });

  it('asks before it makes anything, and without consent only reads', async () => {
    await start();
    const asked: string[] = [];
    const confirm = (question: string): Promise<boolean> => Promise.resolve(asked.push(question) < 0);
    const changed: string[] = [];
    for (const menu of MENUS)
      simulator
        .router()
        .table(menu)
        .watch(({ row }) => changed.push(row['comment'] ?? row['name'] ?? ''));
    await expect(run([], { confirm })).resolves.toBe(EXIT.done);
    await expect(run([])).resolves.toBe(EXIT.done);
    await expect(run(['--read-only'])).resolves.toBe(EXIT.done);
    expect(asked).toEqual(['Make them?']);
    expect(changed).toEqual([]);
  });

  it('touches nothing that is not its own', async () => {
    await start();
    const touched: string[] = [];
    for (const menu of MENUS)
      simulator
        .router()
        .table(menu)
        .watch(({ row }) => {
          const sign = `${row['comment'] ?? ''} ${row['name'] ?? ''}`;
          if (!sign.includes('saring-first-hour') && !sign.includes('saring|site|first-hour'))
            touched.push(sign);
        });
    await run(['--yes']);
    expect(touched).toEqual([]);
  });

  it('that is stopped half-way removes what it made', async () => {
    await start();
    const before = state();
    simulator
      .router()
      .table('ip/hotspot/ip-binding')
      .watch(() => stop.abort());
    await expect(run(['--yes'])).resolves.toBe(EXIT.stopped);
    expect(state()).toBe(before);
    expect(report().answers.at(-1)?.state).toBe('not asked');
  });

  it('whose connection is lost removes what it made, and continues', async () => {
    await start();
    const before = state();
    let cuts = 0;
    simulator
      .router()
      .table('queue/type')
      .watch(() => {
        if (cuts === 0) simulator.router().cutConnections();
        cuts += 1;
      });
    await expect(run(['--yes'])).resolves.toBe(EXIT.done);
    expect(answer('pcq-rate')?.state).toBe('unanswered');
    expect(answer('script-source')?.state).toBe('answered');
    expect(state()).toBe(before);
  });

  it('says what stays when the router is gone, and the next run removes it', async () => {
    await start();
    const before = state();
    let offs = 0;
    simulator
      .router()
      .table('system/script')
      .watch(() => {
        if (offs === 0) void simulator.router().powerOff();
        offs += 1;
      });
    await expect(run(['--yes'])).resolves.toBe(EXIT.stays);
    expect(text()).toContain('/ip firewall address-list remove [find where comment~"^saring\\\\|site');
    await eventually(() => !simulator.router().isOn);
    await simulator.router().powerOn();
    expect(state()).not.toBe(before);
    said = [];
    await expect(run(['--yes'])).resolves.toBe(EXIT.done);
    expect(text()).toContain('An earlier run was broken off');
    expect(state()).toBe(before);
  });

  it('says in a sentence why it cannot ask', async () => {
    await start();
    await expect(run([], { askPassword: () => Promise.resolve('salah') })).resolves.toBe(EXIT.loginRefused);
    await expect(run(['--tls'])).resolves.toBe(EXIT.unreachable);
    await expect(run(['--yes', '--user', 'pembaca'])).resolves.toBe(EXIT.lacksRights);
    await expect(run([], { askPassword: undefined })).resolves.toBe(EXIT.usage);
    await expect(run(['--device', 'x'])).resolves.toBe(EXIT.usage);
    await expect(run(['--colour', 'x'])).resolves.toBe(EXIT.usage);
    simulator.router().faults.refuse('/system/resource/print', 'not enough permissions (9)');
    await expect(run()).resolves.toBe(EXIT.lacksRights);
    simulator.router().faults.refuse('/system/resource/print', undefined);
    simulator.router().version = '6.40.9';
    await expect(run()).resolves.toBe(EXIT.tooOld);
    expect(text()).toContain('needs RouterOS 6.43 or later');
    await simulator.router().powerOff();
    await expect(run()).resolves.toBe(EXIT.unreachable);
    expect(text()).toContain('the port is closed');
  });
});

describe('--learn', () => {
  it('writes a fixture, and refuses a text that is no report or contains an address', async () => {
    await start();
    await run(['--yes']);
    const folder = mkdtempSync(join(tmpdir(), 'first-hour-'));
    const file = join(folder, 'report.json');
    writeFileSync(file, saved.get('first-hour.json') ?? '');
    await expect(run(['--learn', file, '--out', folder])).resolves.toBe(EXIT.done);
    const [path, json] = [...saved].find(([name]) => name.startsWith(folder)) ?? [];
    expect(path).toBe(`${folder}/7.12.2-RB5009UG_S_.json`);
    expect(JSON.parse(json ?? '{}')).toMatchObject({ version: '7.12.2', facts: { 'tag-place': {} } });
    writeFileSync(file, (saved.get('first-hour.json') ?? '').replace('The ', 'The 10.0.0.7 '));
    await expect(run(['--learn', file])).resolves.toBe(EXIT.failed);
    writeFileSync(file, '{"format":"other"}');
    await expect(run(['--learn', file])).resolves.toBe(EXIT.failed);
    expect(text()).toContain('holds an address');
    expect(text()).toContain('no report of the first hour');
  });
});

describe('what real routers have answered', () => {
  const root = join(__dirname, '../../../..', FIXTURE_FOLDER);
  const fixtures = readdirSync(root)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(root, name), 'utf8')) as Fixture);

  it('is what the simulator answers in their version', async () => {
    await start();
    for (const fixture of fixtures) {
      if (!isVersion(fixture.version)) continue;
      simulator.router().personality = fixture.version;
      await run(['--yes']);
      expect(differences(fixture, learn(saved.get('first-hour.json') ?? ''))).toEqual([]);
    }
  });
});
