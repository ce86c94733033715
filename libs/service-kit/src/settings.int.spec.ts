// settings.int.spec.ts — services say over the bus what they run with, and never a secret.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { AuthOtp, Notification } from '@saring/contracts';
import { connectNats, Messenger } from '@saring/messaging';
import { startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { z } from 'zod';
import { createLogger, flag, kitConfig, startService, vendorUrl, type RunningService } from '.';

@Module({})
class One {}
@Module({})
class Other {}

const TOKEN = 'a-token-that-nobody-reads';
const own = {
  DEVICE_LIMIT: '5',
  SENDING: '0',
  VENDOR_TOKEN: TOKEN,
  VENDOR_URL: `https://me:${TOKEN}@x.id/v2`,
};
let stack: TestStack;
let nats: NatsConnection;
let services: readonly RunningService[];
let messenger: Messenger;

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  const host = { env: { ...stack.env, ...own, EMPTY: '' }, nats, logger: createLogger('silent') };
  services = [
    await startService(
      {
        ...{ name: 'auth-otp', module: One, settings: AuthOtp.method },
        config: kitConfig.extend({
          DEVICE_LIMIT: z.coerce.number().int().min(1).max(20).default(3),
          HOURS: z.coerce.number().positive().default(6),
          MODE: z.enum(['core', 'snap']).default('core'),
          EMPTY: z.string().optional(),
        }),
      },
      host,
    ),
    await startService(
      {
        ...{ name: 'notification', module: Other, settings: Notification.method },
        config: z.object({
          SENDING: flag(true),
          VENDOR_TOKEN: z.string().optional(),
          OTHER_TOKEN: z.string().optional(),
          VENDOR_URL: vendorUrl().optional(),
        }),
      },
      host,
    ),
  ];
  messenger = new Messenger(nats);
});
afterAll(async () => {
  for (const service of services ?? []) await service.stop();
  await nats?.close();
  await stack?.close();
});

const asked = async () => [
  ...(await messenger.request(AuthOtp.method.describeSettings, {})).items,
  ...(await messenger.request(Notification.method.describeSettings, {})).items,
];

it('says limits, choices, default and what holds', async () => {
  const settings = new Map((await asked()).map((setting) => [setting.name, setting]));
  expect(settings.get('DEVICE_LIMIT')).toMatchObject({
    ...{ kind: 'number', least: 1, most: 20, whole: true, standard: '3' },
    ...{ value: '5', source: 'machine', isSet: true },
  });
  expect(settings.get('HOURS')).toMatchObject({ kind: 'number', value: '6', source: 'default' });
  expect(settings.get('HOURS')?.least).toBeUndefined();
  expect(settings.get('MODE')).toMatchObject({ kind: 'choice', choices: ['core', 'snap'], value: 'core' });
  expect(settings.get('SENDING')).toMatchObject({ kind: 'flag', value: 'off', standard: 'on' });
  expect(settings.get('EMPTY')).toMatchObject({ kind: 'text', isSet: false, source: 'default' });
  expect(settings.get('EMPTY')?.value).toBeUndefined();
});

it('says of a secret only whether it is set', async () => {
  const items = await asked();
  const secrets = items.filter(({ kind }) => kind === 'secret');
  expect(secrets.map(({ name, isSet }) => [name, isSet])).toEqual(
    expect.arrayContaining([
      ['DATABASE_URL', true],
      ['NATS_URL', true],
      ['SECRETS_KEY', true],
      ['VENDOR_TOKEN', true],
      ['OTHER_TOKEN', false],
    ]),
  );
  const answer = JSON.stringify(items);
  for (const secret of [TOKEN, stack.env['SECRETS_KEY'], stack.env['DATABASE_URL'], stack.natsUrl])
    expect(answer).not.toContain(secret);
});
