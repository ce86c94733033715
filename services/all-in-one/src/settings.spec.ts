// settings.spec.ts — one start names all that is wrong in the settings of all services.
import {
  ConfigError,
  effectOf,
  isSecretSetting,
  requireSettings,
  settingsNearMiss,
} from '@saring/service-kit';
import type { ZodObject, ZodType } from 'zod';
import { SERVICES, servicesOf } from '.';

const right = {
  DATABASE_URL: 'postgresql://saring@localhost/saring',
  NATS_URL: 'nats://localhost',
  SECRETS_KEY: 'x'.repeat(32),
};
const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    requireSettings(SERVICES, { ...right, ...env });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [...error.problems].sort();
  }
};

it('asks for nothing more than it must', () => expect(problemsOf({})).toEqual([]));

it('names in one round what is wrong in any service, also what two settings say together', () =>
  expect(
    problemsOf({
      PORT: 'abc',
      PUBLIC_URL: 'javascript:alert(1)',
      TERMS_URL: 'ftp://wifi.example.id/syarat',
      FONNTE_BASE_URL: 'http://api.fonnte.com',
      MIDTRANS_BASE_URL: 'gopher://x',
      DATABASE_URL: 'mysql://x',
      TLS_CERT_FILE: '/tmp/cert.pem',
      TRUSTED_PROXY_CIDRS: '10.0.0.0/8',
      SITES: 'wifi.example.id',
      BUSINESS_LOGO_FILE: '/nowhere.png',
      ROUTERS_FILE: '/nowhere.json',
      DEVICE_LIMIT: '0',
      PAYMENT_FEES: 'qris',
    }).map((problem) => problem.split(' ')[0]),
  ).toEqual([
    'BUSINESS_LOGO_FILE',
    'DATABASE_URL',
    'DEVICE_LIMIT',
    'FONNTE_BASE_URL',
    'MIDTRANS_BASE_URL',
    'PAYMENT_FEES',
    'PORT',
    'PUBLIC_URL',
    'ROUTERS_FILE',
    'SITES',
    'TERMS_URL',
    'TLS_CERT_FILE',
    'TRUSTED_PROXY_CIDRS',
  ]));

it.each([
  [{ PAYMENT_FEES: 'qris:100.1%' }, /^PAYMENT_FEES takes more of qris/],
  [{ SITES: 'wifi.example.id=null' }, /^SITES names wifi.example.id=null/],
  [{ SITES: 'localhost:9000=rw05' }, /^SITES names localhost:9000=rw05/],
  [{ SITES: '127.0.0.1=rw05' }, /^SITES names 127.0.0.1=rw05/],
  [{ COUNTER_MOST_RUPIAH_BY_ROLE: 'super_admin=0' }, /^COUNTER_MOST_RUPIAH_BY_ROLE leaves super_admin/],
  [{ REFUND_MOST_RUPIAH_BY_ROLE: 'operator=1,super_admin=00' }, /^REFUND_MOST_RUPIAH_BY_ROLE leaves/],
])('takes no %j, which makes no sense', (env, problem) =>
  expect(problemsOf(env)).toEqual([expect.stringMatching(problem)]),
);

it('takes the whole price as a fee, a name under localhost, and no sale for others than super_admin', () =>
  expect(
    problemsOf({
      PAYMENT_FEES: 'qris:100%',
      SITES: 'rw05.localhost=rw05',
      COUNTER_MOST_RUPIAH_BY_ROLE: 'technician=0',
    }),
  ).toEqual([]));

it('takes no list in which a name stands twice: only one of the two could hold', () =>
  expect(
    problemsOf({
      COUNTER_MOST_RUPIAH_BY_ROLE: 'operator=1,operator=2',
      REFUND_MOST_RUPIAH_BY_ROLE: 'finance=1, finance=1',
      QUOTA_MESSAGES: 'low20,low20',
      EXPIRY_POLICY_BY_SITE: 'a=per-grant,a=per-grant',
      PAYMENT_FEES: 'qris:1%,qris:2%',
    }).map((problem) => problem.split(' ')[0]),
  ).toEqual([
    'COUNTER_MOST_RUPIAH_BY_ROLE',
    'EXPIRY_POLICY_BY_SITE',
    'PAYMENT_FEES',
    'QUOTA_MESSAGES',
    'REFUND_MOST_RUPIAH_BY_ROLE',
  ]));

it.each([
  ['CODE_RETENTION_DAYS', 2, 90],
  ['LOGIN_TRIES_RETENTION_DAYS', 30, 365],
  ['NUMBER_CHANGES_RETENTION_DAYS', 90, 3_650],
  ['AUDIT_RETENTION_DAYS', 365, 3_650],
  ['PROOF_RETENTION_DAYS', 365, 10_950],
  ['INBOUND_RETENTION_DAYS', 8, 90],
  ['WEBHOOKS_RETENTION_DAYS', 7, 90],
])('keeps by %s no fewer than %d and no more than %d days', (name, least, most) => {
  const right = [least, most].flatMap((days) => problemsOf({ [name]: String(days) }));
  const wrong = [least - 1, most + 1].flatMap((days) => problemsOf({ [name]: String(days) }));
  expect([right, wrong.length]).toEqual([[], 2]);
});

it('takes one place of files, and a bucket with its key', () =>
  expect(
    [
      problemsOf({
        FILES_FOLDER: '/f',
        FILES_S3_BUCKET: 'saring',
        FILES_S3_KEY_ID: 'a',
        FILES_S3_SECRET: 'b',
      }),
      problemsOf({ FILES_S3_BUCKET: 'saring', FILES_S3_KEY_ID: 'a' }),
      problemsOf({ ARCHIVE_IN_FILES: 'on' }),
      problemsOf({ ARCHIVE_IN_FILES: 'on', FILES_FOLDER: '/f' }),
    ].map((problems) => [...new Set(problems.map((problem) => problem.split(' ')[0]))]),
  ).toEqual([['FILES_FOLDER'], ['FILES_S3_BUCKET'], ['ARCHIVE_IN_FILES'], []]));

it('finds a misspelt setting in the environment of a process', () =>
  expect(settingsNearMiss(SERVICES, { ...right, PUBLIC_URI: 'x', HOME: '/root', SARING_SITES: 'y' })).toEqual(
    [expect.stringContaining('did you mean PUBLIC_URL?'), expect.stringContaining('did you mean SITES?')],
  ));

it('says in a sentence which services there are', () =>
  expect(() => servicesOf('edge,kitchen')).toThrow(/TARGET names unknown services: kitchen; there are/));

describe('the console', () => {
  const effects = new Map<string, Set<string>>();
  for (const { config } of SERVICES)
    for (const [name, schema] of Object.entries((config as ZodObject).shape))
      effects.set(name, (effects.get(name) ?? new Set()).add(effectOf(schema as ZodType)));
  const changeable = [...effects]
    .filter(([, of]) => !of.has('machine') && !of.has('site'))
    .map(([name]) => name);

  it('may change most settings', () => expect(changeable.length).toBeGreaterThan(45));

  it('agrees with every service whose setting it is, at once or not', () =>
    expect([...effects].filter(([, of]) => of.has('machine') && of.size > 1)).toEqual([]));

  it('leaves to the machine whatever lets into it, and every address that a secret is sent to', () =>
    expect(
      changeable.filter((name) => /_URL$|_FILE$|_DIST$|PORT$|^HOST$|PROXY|^OPERATOR_|^LEASE/.test(name)),
    ).toEqual(['PUBLIC_URL']));

  it('writes only the secrets of vendors', () =>
    expect(changeable.filter(isSecretSetting).sort()).toEqual([
      'CLOUD_APP_SECRET',
      'CLOUD_TOKEN',
      'CLOUD_VERIFY_TOKEN',
      'FONNTE_SENDER_CREDENTIALS',
      'FONNTE_TOKEN',
      'FONNTE_WEBHOOK_KEY',
      'GOWA_PASSWORD',
      'GOWA_WEBHOOK_SECRET',
      'MIDTRANS_CLIENT_KEY',
      'MIDTRANS_SERVER_KEY',
      'SMTP_PASSWORD',
      'TELEGRAM_BOT_TOKEN',
      'WAHA_API_KEY',
      'WAHA_WEBHOOK_SECRET',
    ]));
});
