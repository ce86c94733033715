// channels.spec.ts — one contract for all channels: what arrived was sent once, what is refused was not, and what nobody
// can know is called unknown.
import {
  startCloudSimulator,
  startGowaSimulator,
  startWahaSimulator,
  startWhatsAppSimulator,
  type CloudFault,
  type CloudSimulator,
  type FaultKind,
  type GowaFault,
  type GowaSimulator,
  type WahaFault,
  type WahaSimulator,
  type WhatsAppSimulator,
} from '../../../../infra/simulators/whatsapp/src';
import {
  startTelegramSimulator,
  type TelegramFault,
  type TelegramSimulator,
} from '../../../../infra/simulators/telegram/src';
import {
  startSmtpSimulator,
  type SmtpFault,
  type SmtpSimulator,
} from '../../../../infra/simulators/smtp/src';
import { createLogger } from '@saring/service-kit';
import { type Attachment, type Capabilities, type Channel, type OutgoingMessage } from './channel';
import { CloudChannel } from './cloud-channel';
import { EmailChannel } from './email-channel';
import { FonnteChannel } from './fonnte-channel';
import { GowaChannel } from './gowa-channel';
import { LogChannel } from './log-channel';
import { TelegramChannel } from './telegram-channel';
import { WahaChannel } from './waha-channel';

const TO = '+6281234567890';
const CHAT = '77001122';
const FILE = {
  name: 'kuitansi.pdf',
  contentType: 'application/pdf',
  content: Uint8Array.from([37, 80, 68, 70]),
};
const ANSWER_LIMIT_MILLISECONDS = 1_500;
const words = (text: string, attachment: Attachment | null = null): OutgoingMessage => ({
  ...{ id: '0198', to: TO, template: 'access.unblocked', params: {}, locale: 'id', text, attachment },
});
const OUTLINE = { to: TO, template: 'access.unblocked', hasAttachment: true } as const;

type Vendor = {
  readonly channel: Channel;
  readonly arrived: () => readonly { readonly target: string; readonly message: string }[];
  readonly files: () => readonly string[];
  readonly fails: (as: string) => void;
};
let fonnte: WhatsAppSimulator;
let gowa: GowaSimulator;
let waha: WahaSimulator;
let cloud: CloudSimulator;
let telegram: TelegramSimulator;
let smtp: SmtpSimulator;
const vendors: Record<string, Vendor> = {};

beforeAll(async () => {
  fonnte = await startWhatsAppSimulator();
  gowa = await startGowaSimulator();
  const at = (port: number) => ({
    ...{ baseUrl: `http://127.0.0.1:${port}`, answerLimitMilliseconds: ANSWER_LIMIT_MILLISECONDS },
  });
  vendors['fonnte'] = {
    channel: new FonnteChannel({ ...at(fonnte.port), token: fonnte.token }),
    arrived: () => fonnte.inbox.list(),
    files: () => fonnte.inbox.list().flatMap(({ file }) => file?.name ?? []),
    fails: (as) => fonnte.faults.set({ kind: as as FaultKind }),
  };
  const { user, password } = gowa;
  vendors['gowa'] = {
    channel: new GowaChannel({ ...at(gowa.port), user, password, device: '' }),
    arrived: () => gowa.inbox.list(),
    files: () => gowa.inbox.list().flatMap(({ file }) => file?.name ?? []),
    fails: (as) => void (gowa.fault = as as GowaFault),
  };
  waha = await startWahaSimulator();
  vendors['waha'] = {
    channel: new WahaChannel({ ...at(waha.port), key: waha.key, session: waha.session }),
    arrived: () => waha.inbox.list(),
    files: () => waha.inbox.list().flatMap(({ file }) => file?.name ?? []),
    fails: (as) => void (waha.fault = as as WahaFault),
  };
  cloud = await startCloudSimulator();
  vendors['cloud'] = {
    channel: new CloudChannel({
      ...{ ...at(cloud.port), ...cloud.options, version: 'v25.0', templates: {} },
      contacts: { isWindowOpen: () => Promise.resolve(true) },
    }),
    arrived: () => cloud.inbox.list(),
    files: () => cloud.inbox.list().flatMap(({ file }) => file?.name ?? []),
    fails: (as) => void (cloud.fault = as as CloudFault),
  };
  telegram = await startTelegramSimulator();
  telegram.start(CHAT);
  vendors['telegram'] = {
    channel: new TelegramChannel({
      ...{ ...at(telegram.port), token: telegram.token },
      contacts: { telegramChatOf: () => Promise.resolve(CHAT), endTelegram: () => Promise.resolve() },
    }),
    arrived: () => telegram.inbox.map(({ text }) => ({ target: TO.slice(1), message: text })),
    files: () => telegram.inbox.flatMap(({ file }) => file ?? []),
    fails: (as) => void (telegram.fault = as as TelegramFault),
  };
  smtp = await startSmtpSimulator();
  vendors['email'] = {
    channel: new EmailChannel({
      ...{ ...at(smtp.port), host: '127.0.0.1', port: smtp.port, tls: 'none', from: 'wifi@example.id' },
      ...{ user: smtp.user, password: smtp.password },
      contacts: { emailOf: () => Promise.resolve('budi@example.id'), endEmail: () => Promise.resolve() },
    }),
    arrived: () => smtp.inbox.map(({ text }) => ({ target: TO.slice(1), message: text })),
    files: () => smtp.inbox.flatMap(({ files }) => files),
    fails: (as) => void (smtp.fault = as as SmtpFault),
  };
  vendors['log'] = {
    channel: new LogChannel(createLogger('silent')),
    ...{ arrived: () => [], files: () => [], fails: () => undefined },
  };
});
afterAll(async () => {
  await smtp?.close();
  await fonnte?.close();
  await gowa?.close();
  await waha?.close();
  await cloud?.close();
  await telegram?.close();
});
beforeEach(() => {
  fonnte.faults.set(undefined);
  gowa.fault = undefined;
  waha.fault = undefined;
  cloud.fault = undefined;
  telegram.fault = undefined;
  telegram.inbox.length = 0;
  smtp.fault = undefined;
  smtp.inbox.length = 0;
  cloud.conversations.open(TO.slice(1), cloud.now());
  for (const { inbox } of [fonnte, gowa, waha, cloud]) inbox.clear();
});

const vendorOf = (name: string): Vendor => {
  const vendor = vendors[name];
  if (!vendor) throw new Error(name);
  return vendor;
};

const CAPABILITIES: Readonly<Record<string, Capabilities>> = {
  fonnte: {
    ...{ text: true, template: false, document: true },
    ...{ inbound: true, receipts: false, identityIsPhone: true },
  },
  gowa: {
    ...{ text: true, template: false, document: true },
    ...{ inbound: true, receipts: true, identityIsPhone: true },
  },
  waha: {
    ...{ text: true, template: false, document: true },
    ...{ inbound: true, receipts: true, identityIsPhone: true },
  },
  cloud: {
    ...{ text: true, template: true, document: true },
    ...{ inbound: true, receipts: true, identityIsPhone: true },
  },
  telegram: {
    ...{ text: true, template: false, document: true },
    ...{ inbound: true, receipts: false, identityIsPhone: false },
  },
  email: {
    ...{ text: true, template: false, document: true },
    ...{ inbound: false, receipts: false, identityIsPhone: false },
  },
  log: {
    ...{ text: true, template: false, document: true },
    ...{ inbound: false, receipts: false, identityIsPhone: true },
  },
};

it.each(Object.keys(CAPABILITIES))('%s says what it can do, and is for whom it knows', async (name) => {
  const { channel } = vendorOf(name);
  expect([channel.name, channel.capabilities]).toEqual([name, CAPABILITIES[name]]);
  expect(await channel.canSend(OUTLINE)).toBe(true);
  expect((await channel.send(words('halo'))).outcome).toBe('sent');
});

describe.each(['fonnte', 'gowa', 'waha', 'cloud', 'telegram', 'email'])('%s', (name) => {
  it('sends a text, and a file with its words', async () => {
    const { channel, arrived, files } = vendorOf(name);
    expect(await channel.send(words('halo'))).toEqual({
      ...{ outcome: 'sent', providerId: expect.stringMatching(/\w{4,}/) as unknown },
    });
    expect((await channel.send(words('kuitansi', FILE))).outcome).toBe('sent');
    expect(arrived().map(({ target, message }) => [target, message])).toEqual([
      ['6281234567890', 'kuitansi'],
      ['6281234567890', 'halo'],
    ]);
    expect(files()).toEqual(['kuitansi.pdf']);
  });
  it.each(['timeout', 'cut'])('cannot tell what became of a message by %s', async (fault) => {
    const { channel, arrived, fails } = vendorOf(name);
    fails(fault);
    expect((await channel.send(words('halo'))).outcome).toBe('unknown');
    expect(arrived()).toHaveLength(1);
  });
});

describe.each(['fonnte', 'gowa', 'waha', 'cloud', 'telegram', 'email', 'log'])('the health of %s', (name) => {
  it('is told without a message', async () => {
    const { channel, arrived } = vendorOf(name);
    expect(await channel.health()).toEqual({ isWell: true });
    expect(arrived()).toEqual([]);
  });
});

it.each([
  ...['fonnte', 'gowa', 'waha', 'cloud', 'telegram'].flatMap((name) => [
    [name, 'timeout', 'no_answer'] as const,
    [name, 'cut', 'no_answer'] as const,
  ]),
  ['fonnte', 'token invalid', 'token_refused'],
  ['fonnte', 'request invalid on disconnected device', 'device_disconnected'],
  ['fonnte', 'http-500', 'no_answer'],
  ['gowa', 'AUTHENTICATION_ERROR', 'device_disconnected'],
  ['gowa', 'proxy-502', 'no_answer'],
  ['waha', 'proxy-502', 'no_answer'],
  ['cloud', 'proxy-502', 'no_answer'],
  ['telegram', 'flood', 'busy'],
  ['telegram', 'http-502', 'no_answer'],
  ['email', '454', 'busy'],
] as const)('the health of %s by "%s" is %s', async (name, says, fault) => {
  const { channel, arrived, fails } = vendorOf(name);
  fails(says);
  expect(await channel.health()).toMatchObject({ isWell: false, fault });
  expect(arrived()).toEqual([]);
});

it('tells of wrong credentials, a session that does not work, and an address that nothing listens on', async () => {
  const local = (port: number) => `http://127.0.0.1:${port}`;
  const faultOf = async (channel: Channel) => {
    const health = await channel.health();
    return health.isWell ? 'well' : health.fault;
  };
  const fonnteBy = (token: string, port: number) => new FonnteChannel({ baseUrl: local(port), token });
  expect(await faultOf(fonnteBy('salah', fonnte.port))).toBe('token_refused');
  const { user } = gowa;
  const gowaBy = (secret: string, port: number) =>
    new GowaChannel({ baseUrl: local(port), user, password: secret, device: '' });
  expect(await faultOf(gowaBy('salah', gowa.port))).toBe('token_refused');
  const wahaBy = (key: string, session: string) =>
    new WahaChannel({ baseUrl: local(waha.port), key, session });
  expect(await faultOf(wahaBy('salah', waha.session))).toBe('token_refused');
  expect(await faultOf(wahaBy(waha.key, 'lain'))).toBe('device_disconnected');
  waha.status = 'SCAN_QR_CODE';
  expect(await wahaBy(waha.key, waha.session).health()).toMatchObject({ reason: 'SCAN_QR_CODE' });
  waha.status = 'WORKING';
  const cloudBy = (token: string, phoneNumberId: string) =>
    new CloudChannel({
      ...{ baseUrl: local(cloud.port), version: 'v25.0', phoneNumberId, token, templates: {} },
      contacts: { isWindowOpen: () => Promise.resolve(true) },
    });
  expect(await faultOf(cloudBy('salah', cloud.options.phoneNumberId))).toBe('token_refused');
  expect(await faultOf(cloudBy(cloud.options.token, '1'))).toBe('token_refused');
  const contacts = {
    ...{ telegramChatOf: () => Promise.resolve(CHAT), endTelegram: () => Promise.resolve() },
    ...{ emailOf: () => Promise.resolve(null), endEmail: () => Promise.resolve() },
  };
  const bot = new TelegramChannel({ baseUrl: local(telegram.port), token: 'salah', contacts });
  expect(await faultOf(bot)).toBe('token_refused');
  const mailBy = (port: number, secret: string) =>
    new EmailChannel({
      ...{ host: '127.0.0.1', port, tls: 'none', from: 'wifi@example.id', user: smtp.user },
      ...{ password: secret, contacts },
    });
  expect(await faultOf(mailBy(smtp.port, 'salah'))).toBe('token_refused');
  const gone = await startGowaSimulator();
  await gone.close();
  for (const channel of [fonnteBy('x', gone.port), gowaBy('x', gone.port), mailBy(gone.port, 'x')])
    expect(await faultOf(channel)).toBe('unreachable');
});

it.each([
  ['fonnte', 'target invalid', 'rejected', 'number_refused'],
  ['fonnte', 'token invalid', 'channelDown', 'token_refused'],
  ['fonnte', 'insufficient quota', 'channelDown', 'no_quota'],
  ['fonnte', 'request invalid on disconnected device', 'channelDown', 'device_disconnected'],
  ['gowa', 'INVALID_JID', 'rejected', 'number_refused'],
  ['gowa', 'VALIDATION_ERROR', 'rejected', 'refused'],
  ['gowa', 'UPLOAD_MEDIA_ERROR', 'rejected', 'refused'],
  ['gowa', 'AUTHENTICATION_ERROR', 'channelDown', 'device_disconnected'],
  ['gowa', 'INVALID_WA_CLI', 'channelDown', 'device_disconnected'],
  ['gowa', 'WA_REACHOUT_TIMELOCK', 'busy', 'busy'],
  ['waha', '463', 'busy', 'busy'],
  ['waha', '475', 'busy', 'busy'],
  ['waha', '503', 'busy', 'busy'],
  ['email', '421', 'channelDown', 'busy'],
  ['email', '450', 'busy', 'busy'],
  ['email', '454', 'channelDown', 'busy'],
  ['email', '550', 'passed', 'number_refused'],
  ['email', '550-sender', 'channelDown', 'restricted'],
  ['email', '554', 'passed', 'refused'],
  ['email', 'cut-early', 'channelDown', 'unreachable'],
])('%s that says "%s" sent nothing: %s, %s', async (name, says, outcome, fault) => {
  const { channel, arrived, fails } = vendorOf(name);
  fails(says);
  expect(await channel.send(words('halo'))).toMatchObject({ outcome, fault });
  expect(arrived()).toEqual([]);
});

it.each([
  ...['INTERNAL_SERVER_ERROR', 'CONTEXT_ERROR', 'half', 'proxy-502'].map((says) => ['gowa', says] as const),
  ...['500', 'half', 'proxy-502'].map((says) => ['waha', says] as const),
])('%s that says %s may have sent it', async (name, says) => {
  const { channel, fails } = vendorOf(name);
  fails(says);
  expect(await channel.send(words('halo'))).toMatchObject({ outcome: 'unknown', fault: 'no_answer' });
});

it('knows a wrong password, an address without a gateway, and one that nothing listens on', async () => {
  const { port, user } = gowa;
  const asked = { user, password: 'salah', device: '', baseUrl: `http://127.0.0.1:${port}` };
  expect(await new GowaChannel(asked).send(words('x'))).toMatchObject({ fault: 'token_refused' });
  const path = { ...asked, password: gowa.password, baseUrl: `http://127.0.0.1:${port}/wa` };
  expect(await new GowaChannel(path).send(words('x'))).toMatchObject({ fault: 'unreachable' });
  const gone = await startGowaSimulator();
  const nobody = { ...asked, baseUrl: `http://127.0.0.1:${gone.port}` };
  await gone.close();
  expect(await new GowaChannel(nobody).send(words('x'))).toMatchObject({ outcome: 'channelDown' });
});
