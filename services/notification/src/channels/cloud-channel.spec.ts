// cloud-channel.spec.ts — the WhatsApp Cloud API: words within the 24 hours, templates outside, and what each error code says.
import { startCloudSimulator, type CloudSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { OutgoingMessage } from './channel';
import { CloudChannel } from './cloud-channel';
import { faultOfCode } from './cloud-errors';
import { parseOtpTemplate, parseTemplates } from './cloud-templates';

const TO = '+6281234567890';
const PDF = Uint8Array.from([37, 80, 68, 70]);
let cloud: CloudSimulator;
let isOpen = false;
let channel: CloudChannel;

beforeAll(async () => {
  cloud = await startCloudSimulator();
  const code = { name: 'saring_otp', category: 'authentication', bodyParameters: 1 } as const;
  for (const language of ['id', 'en']) cloud.addTemplate({ ...code, language });
  const utility = { category: 'utility', language: 'id' } as const;
  cloud.addTemplate({ ...utility, name: 'saring_kuota', bodyParameters: 2 });
  cloud.addTemplate({ ...utility, name: 'saring_kuitansi', bodyParameters: 1, header: 'document' });
  cloud.addTemplate({ ...utility, name: 'saring_habis', bodyParameters: 0 });
  channel = new CloudChannel({
    ...{ ...cloud.options, baseUrl: `http://127.0.0.1:${cloud.port}/`, version: 'v25.0' },
    templates: {
      ...parseOtpTemplate('saring_otp'),
      ...parseTemplates(
        'quota.low=saring_kuota:id(remaining,page); purchase.receipt=saring_kuitansi:id(amount)+file;' +
          'quota.exhausted=saring_habis:id; quota.slowed=saring_lain:id; quota.expired=saring_kuota:id(page)',
      ),
    },
    ...{ contacts: { isWindowOpen: () => Promise.resolve(isOpen) }, answerLimitMilliseconds: 1_500 },
  });
});
afterAll(() => cloud?.close());
beforeEach(() => {
  isOpen = false;
  cloud.fault = undefined;
  cloud.inbox.clear();
  cloud.conversations.clear();
});

const message = (more: Partial<OutgoingMessage>): OutgoingMessage => ({
  ...{ id: '0198', to: TO, template: 'access.unblocked', params: {}, locale: 'id' },
  ...{ text: 'Akses Anda dibuka.', attachment: null, ...more },
});
const file = { name: 'kuitansi.pdf', contentType: 'application/pdf', content: PDF };
const shown = () => cloud.inbox.list().map((one) => one.message);
const writes = () => {
  isOpen = true;
  cloud.conversations.open(TO.slice(1), cloud.now());
};

describe('outside the 24 hours', () => {
  it.each(['id', 'en'] as const)('sends a code by the authentication template (%s)', async (locale) => {
    const params = { code: '482913', minutes: '5' };
    expect(await channel.send(message({ template: 'otp.code', params, locale }))).toEqual({
      ...{ outcome: 'sent', providerId: expect.stringMatching(/^wamid\./) as unknown },
    });
    expect(shown()).toEqual([`[saring_otp ${locale}] 482913`]);
    expect(cloud.inbox.list()[0]?.extras).toEqual({ type: 'template', opaque: '0198' });
  });
  it('fills a utility template in the order of the settings, and nothing stays empty or breaks a line', async () => {
    const params = { remaining: '1,5\n GB', page: '' };
    expect((await channel.send(message({ template: 'quota.low', params }))).outcome).toBe('sent');
    expect((await channel.send(message({ template: 'quota.exhausted' }))).outcome).toBe('sent');
    expect(shown()).toEqual(['[saring_habis id] ', '[saring_kuota id] 1,5 GB | -']);
  });
  it('puts a file into the header of a template that takes one', async () => {
    const receipt = message({
      template: 'purchase.receipt',
      params: { amount: 'Rp 10.000' },
      attachment: file,
    });
    expect((await channel.send(receipt)).outcome).toBe('sent');
    expect(cloud.inbox.list()[0]?.file).toEqual({ name: 'kuitansi.pdf', type: 'application/pdf', bytes: 4 });
  });
  it('is not for a message without a template, or whose template would lose the file', async () => {
    const before = cloud.requestCount;
    expect(await channel.send(message({}))).toMatchObject({ outcome: 'passed', fault: 'template_missing' });
    const of = (template: OutgoingMessage['template'], hasAttachment = false) =>
      channel.canSend({ to: TO, template, hasAttachment });
    expect(await of('access.unblocked')).toBe(false);
    expect([await of('quota.low'), await of('quota.low', true)]).toEqual([true, false]);
    expect([await of('purchase.receipt', true), await of('otp.code')]).toEqual([true, true]);
    expect(cloud.requestCount).toBe(before);
  });
  it('leaves to others what Meta wants another template for', async () => {
    const outcomes = [
      await channel.send(message({ template: 'quota.slowed' })),
      await channel.send(message({ template: 'quota.expired', params: { page: 'x' } })),
    ];
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ outcome: 'passed', fault: 'template_refused' });
    expect(shown()).toEqual([]);
  });
});

describe('within the 24 hours', () => {
  beforeEach(writes);
  it('writes freely, codes too: words are free of charge', async () => {
    const code = message({ template: 'otp.code', params: { code: '1' }, text: 'Kode Anda 1' });
    expect((await channel.send(code)).outcome).toBe('sent');
    expect(
      (await channel.send(message({ text: 'foto', attachment: { ...file, contentType: 'image/png' } })))
        .outcome,
    ).toBe('sent');
    expect(shown()).toEqual(['foto', 'Kode Anda 1']);
    expect(cloud.inbox.list().map(({ extras }) => extras['type'])).toEqual(['image', 'text']);
  });
  it('goes on by the template where Meta says that they are over, and leaves the rest to others', async () => {
    cloud.conversations.clear();
    const low = message({ template: 'quota.low', params: { remaining: '1 GB', page: 'p' } });
    expect((await channel.send(low)).outcome).toBe('sent');
    expect(shown()).toEqual(['[saring_kuota id] 1 GB | p']);
    expect(await channel.send(message({}))).toMatchObject({ outcome: 'passed', fault: 'template_missing' });
  });
  it('waits where one person was written to too fast', async () => {
    for (let sent = 0; sent < 45; sent += 1) cloud.conversations.take(TO.slice(1), cloud.now());
    expect(await channel.send(message({}))).toMatchObject({ outcome: 'busy', retryAfterSeconds: 6 });
  });
  it('tries again where only the upload of the file was lost', async () => {
    for (const fault of ['media-cut', 'media-timeout'] as const) {
      cloud.fault = fault;
      expect((await channel.send(message({ attachment: file }))).outcome).toBe('busy');
    }
    expect(shown()).toEqual([]);
  });

  it.each([
    ...[2, 4, 80_007, 130_429, 131_000, 131_016, 131_056, 131_057, 133_004].map(
      (code) => [code, 'busy', 'busy'] as const,
    ),
    ...[131_026, 131_021, 137_000].map((code) => [code, 'rejected', 'number_refused'] as const),
    ...[100, 131_008, 131_009, 131_049, 131_050, 131_051, 131_053, 130_472].map(
      (code) => [code, 'rejected', 'refused'] as const,
    ),
    ...[132_000, 132_001, 132_005, 132_007, 132_012, 132_015, 132_016].map(
      (code) => [code, 'passed', 'template_refused'] as const,
    ),
    [131_047, 'passed', 'template_missing'],
    ...[3, 10, 190, 200, 299, 131_005].map((code) => [code, 'channelDown', 'token_refused'] as const),
    ...[368, 130_497, 131_031, 131_048].map((code) => [code, 'channelDown', 'restricted'] as const),
    [131_042, 'channelDown', 'no_quota'],
    [133_010, 'channelDown', 'device_disconnected'],
    // Nobody can know.
    ...[1, 199, 300, 139_999].map((code) => [code, 'unknown', 'no_answer'] as const),
  ] as const)('sorts the code %i: %s, %s', async (code, outcome, fault) => {
    cloud.fault = code;
    expect(await channel.send(message({}))).toMatchObject({ outcome, fault });
    expect(shown()).toEqual([]);
  });
  it.each([
    ['half', 'unknown'],
    ['proxy-502', 'unknown'],
    ['throttle', 'busy'],
  ] as const)('takes %s for %s', async (fault, outcome) => {
    cloud.fault = fault;
    expect((await channel.send(message({}))).outcome).toBe(outcome);
  });
  it('keeps numbers of people out of what it says', async () => {
    cloud.fault = 131_026;
    expect(await channel.send(message({}))).toEqual({
      ...{ outcome: 'rejected', fault: 'number_refused', reason: '131026 Message undeliverable' },
    });
  });
});

it('knows a wrong token, a foreign phone number id, and an address that nothing listens on', async () => {
  const options = {
    ...cloud.options,
    version: 'v25.0',
    templates: {},
    baseUrl: `http://127.0.0.1:${cloud.port}`,
  };
  const contacts = { isWindowOpen: () => Promise.resolve(true) };
  const by = (more: object) => new CloudChannel({ ...options, contacts, ...more }).send(message({}));
  expect(await by({ token: 'x' })).toMatchObject({ outcome: 'channelDown', fault: 'token_refused' });
  expect(await by({ phoneNumberId: '1' })).toMatchObject({ outcome: 'channelDown', fault: 'token_refused' });
  expect(await by({ version: 'latest' })).toMatchObject({ outcome: 'channelDown', fault: 'unreachable' });
  const gone = await startCloudSimulator();
  await gone.close();
  expect(await by({ baseUrl: `http://127.0.0.1:${gone.port}` })).toMatchObject({ outcome: 'channelDown' });
});

it('names the fault of what failed later; an unknown code is a refusal', () =>
  expect([131_026, 131_047, 999].map(faultOfCode)).toEqual([
    'number_refused',
    'template_missing',
    'refused',
  ]));

it.each([
  ['quota.low', 'no kind=template'],
  ['quota.lower=x', 'no kind of message'],
  ['otp.code=x(code)', 'CLOUD_OTP_TEMPLATE'],
  ['quota.low=x(amount)', 'it has page, remaining'],
  ['quota.low=Nama Besar', 'no kind=template'],
])('refuses the setting %s', (text, why) => expect(() => parseTemplates(text)).toThrow(why));
it('refuses a name of an authentication template that Meta would', () =>
  expect(() => parseOtpTemplate('Saring OTP')).toThrow('no name of a template'));
