// kinds.int.spec.ts — operators write what kinds of messages say, take it back, and switch kinds off.
import 'reflect-metadata';
import { Notification } from '@saring/contracts';
import { messages } from '@saring/i18n';
import { newId } from '@saring/kernel';
import { connectNats, Messenger } from '@saring/messaging';
import { createLogger, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { Pool } from 'pg';
import { startWhatsAppSimulator, type WhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { notification } from '..';

const method = Notification.method;
let stack: TestStack;
let nats: NatsConnection;
let ask: Messenger;
let service: RunningService;
let whatsapp: WhatsAppSimulator;
let pool: Pool;

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  ask = new Messenger(nats);
  whatsapp = await startWhatsAppSimulator();
  const env = {
    ...stack.env,
    ...{ FONNTE_BASE_URL: `http://127.0.0.1:${whatsapp.port}`, FONNTE_TOKEN: whatsapp.token },
    ...{ PUBLIC_URL: 'https://wifi.test', MESSAGES_PER_MINUTE: '10000' },
  };
  service = await startService(notification, { env, nats, logger: createLogger('silent') });
  pool = new Pool({ connectionString: stack.env.DATABASE_URL });
});
afterAll(async () => {
  await pool.end();
  await service.stop();
  await whatsapp.close();
  await nats.close();
  await stack.close();
});
beforeEach(() => whatsapp.faults.set(undefined));

let phones = 30_000_000;
const newPhone = () => `+62813${(phones += 1)}`;
const refusal = (code: string) => expect.objectContaining({ code });
const of = { template: 'quota.low', locale: 'id', actor: 'operator:ani' };
const save = (text: string, change: object = {}) =>
  ask.request(method.saveMessageTemplate, { ...of, commandId: newId(), text, ...change });
const restore = (version: number, change: object = {}) =>
  ask.request(method.restoreMessageTemplate, { ...of, commandId: newId(), version, ...change });
const versions = async (change: object = {}) =>
  (await ask.request(method.listTemplateVersions, { ...of, ...change })).items;
const textIn = ({ texts }: { readonly texts: readonly { readonly locale: string }[] }, locale = 'id') =>
  texts.find((one) => one.locale === locale);
const said = async (toPhone: string) =>
  eventually(() => whatsapp.inbox.list(toPhone.slice(1))[0]?.message ?? false);
const send = (change: object = {}) =>
  ask.request(method.sendMessage, {
    ...{ commandId: newId(), toPhone: newPhone(), template: 'quota.low', purpose: 'notice', locale: 'id' },
    ...{ site: '', params: { remaining: '1 GB' }, ...change },
  });

it('sends what an operator wrote, from the next message on, and keeps who wrote it', async () => {
  const saved = await save('Halo! Tinggal *{remaining}*.\r\nIsi di {page}  ');
  expect(textIn(saved)).toMatchObject({
    ...{ text: 'Halo! Tinggal *{remaining}*.\nIsi di {page}', house: messages.id['quota.low'] },
    ...{ version: 1, by: 'operator:ani' },
  });
  expect(textIn(saved, 'en')).toMatchObject({ text: messages.en['quota.low'], version: 0 });
  const toPhone = newPhone();
  await send({ toPhone });
  expect(await said(toPhone)).toBe('Halo! Tinggal *1 GB*.\nIsi di https://wifi.test');
  const english = newPhone();
  await send({ toPhone: english, locale: 'en' });
  expect(await said(english)).toContain('You have 1 GB left.');
});

it('saves once under one id, and not over what somebody else saved meanwhile', async () => {
  const kind = { template: 'quota.slowed' };
  const commandId = newId();
  expect(textIn(await save('A {remaining}', { ...kind, commandId }))).toMatchObject({ version: 1 });
  expect(textIn(await save('A {remaining}', { ...kind, commandId }))).toMatchObject({ version: 1 });
  await expect(save('B {remaining}', { ...kind, commandId })).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
  await expect(save('B', { ...kind, expectedVersion: 0 })).rejects.toEqual(
    refusal('NOTIFICATION.TEXT_CHANGED_MEANWHILE'),
  );
  const many = await Promise.allSettled(
    Array.from({ length: 6 }, (_, index) => save(`${index}`, { ...kind, expectedVersion: 1 })),
  );
  expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

it('gives back the text of the house and any earlier one, each as a new version', async () => {
  const kind = { template: 'quota.expired' };
  await save('Satu', kind);
  await save('Dua', kind);
  expect(textIn(await restore(1, kind))).toMatchObject({ version: 3, text: 'Satu' });
  expect(textIn(await restore(0, kind))).toMatchObject({ version: 4, text: messages.id['quota.expired'] });
  expect(textIn(await save(messages.id['quota.expired'], kind))).toMatchObject({ version: 5 });
  expect((await versions(kind)).map(({ version, text, house }) => [version, text, house])).toEqual([
    [5, messages.id['quota.expired'], true],
    [4, messages.id['quota.expired'], true],
    [3, 'Satu', false],
    [2, 'Dua', false],
    [1, 'Satu', false],
    [0, messages.id['quota.expired'], true],
  ]);
  await expect(restore(9, kind)).rejects.toEqual(refusal('NOTIFICATION.TEXT_VERSION_UNKNOWN'));
});

it.each([
  ['otp.code', 'Kode Anda', 'NOTIFICATION.TEXT_PLACE_MISSING'],
  ['otp.code', 'Kode {code} di {page}', 'NOTIFICATION.TEXT_PLACE_UNSURE'],
  ['purchase.receipt', 'Terima kasih', 'NOTIFICATION.TEXT_PLACE_MISSING'],
  ['quota.low', 'Sisa {sisa}', 'NOTIFICATION.TEXT_PLACE_UNKNOWN'],
  ['quota.low', 'Sisa {remaining', 'NOTIFICATION.TEXT_BRACES'],
  ['quota.low', '[[Halo', 'NOTIFICATION.TEXT_CHOICE'],
  ['quota.low', ' ', 'NOTIFICATION.TEXT_EMPTY'],
  ['no.kind', 'Halo', 'NOTIFICATION.TEMPLATE_UNKNOWN'],
])('refuses of %s %j', (template, text, code) =>
  expect(save(text, { template })).rejects.toEqual(refusal(code)),
);

it('shows how a text would be sent, and all that is wrong with it', async () => {
  const preview = (text: string) => ask.request(method.previewMessageTemplate, { ...of, text });
  expect(await preview('Sisa {remaining}')).toMatchObject({ text: 'Sisa 1,2 GB', faults: [] });
  expect((await preview('Sisa {a} {b}')).faults.map(({ details }) => details.place)).toEqual(['a', 'b']);
});

it("sends the house's own text where a stored one no longer fits its kind, and says so", async () => {
  await save('Waktu pakai Anda habis, segera isi.', { template: 'quota.time_over' });
  // As an update would leave it, in which a value got another name.
  await pool.query(
    `update notification.message_templates set text = 'Halo {old}' where template = 'quota.time_over'`,
  );
  const { items } = await ask.request(method.listMessageTemplates, {});
  const template = items.find((one) => one.template === 'quota.time_over');
  expect(template && textIn(template)).toMatchObject({
    ...{ text: messages.id['quota.time_over'], unfit: 'Halo {old}' },
  });
  const toPhone = newPhone();
  await send({ toPhone, template: 'quota.time_over', params: {} });
  expect(await said(toPhone)).toContain('Waktu pakai Anda habis. Buka');
  await expect(restore(1, { template: 'quota.time_over' })).rejects.toEqual(
    refusal('NOTIFICATION.TEXT_PLACE_UNKNOWN'),
  );
});

it('says the same on each try of one message, whatever words it chooses', async () => {
  await save('[[A|B|C|D|E|F|G|H]][[A|B|C|D|E|F|G|H]]', { template: 'access.unblocked' });
  const phonesOf = Array.from({ length: 6 }, newPhone);
  const texts = await Promise.all(
    phonesOf.map(async (toPhone) => {
      await send({ toPhone, template: 'access.unblocked', params: {} });
      return said(toPhone);
    }),
  );
  for (const text of texts) expect(text).toMatch(/^[A-H]{2}$/);
  expect(new Set(texts).size).toBeGreaterThan(1);
});

it('tries a text that is not saved on one number, marked as an example', async () => {
  const toPhone = newPhone();
  const test = (text: string) =>
    ask.request(method.sendTestMessage, {
      ...{ commandId: newId(), actor: 'operator:ani', toPhone, locale: 'id', template: 'otp.code', text },
    });
  await test('Kodemu {code}');
  expect(await said(toPhone)).toBe('_Contoh, bukan pesan sungguhan._\n\nKodemu 482915');
  await expect(test('Kodemu')).rejects.toEqual(refusal('NOTIFICATION.TEXT_PLACE_MISSING'));
});

describe('a kind that is switched off', () => {
  const turn = (on: boolean, template = 'quota.exhausted') =>
    ask.request(method.switchMessageKind, { actor: 'operator:ani', template, on });
  const stateOf = async (messageId: string) => (await ask.request(method.getMessage, { messageId })).state;

  it('is not sent, also what waited, and is sent again once it is on', async () => {
    whatsapp.faults.set({ kind: 'token invalid' });
    // The channel is left alone: it waits.
    const waiting = await send({ template: 'quota.exhausted', params: {} });
    await eventually(async () => (await ask.request(method.getChannelState, {})).open);
    expect(await turn(false)).toMatchObject({ off: true, offBy: 'operator:ani' });
    await eventually(async () => expect(await stateOf(waiting.messageId)).toBe('switched_off'));
    const commandId = newId();
    const one = { commandId, toPhone: newPhone(), template: 'quota.exhausted', params: {} };
    const ended = await send(one);
    expect(ended.state).toBe('switched_off');
    expect(await send(one)).toEqual(ended);
    expect(await stateOf(ended.messageId)).toBe('switched_off');
    expect(await turn(true)).toMatchObject({ off: false });
    const { rows } = await pool.query('select params_sealed from notification.messages where id = $1', [
      ended.messageId,
    ]);
    expect(rows).toEqual([{ params_sealed: null }]);
    expect(whatsapp.inbox.list(one.toPhone.slice(1))).toEqual([]);
    expect((await send({ ...one, commandId: newId() })).state).toBe('queued');
  });
  it.each(['otp.code', 'purchase.receipt', 'bill.paid', 'debt.settled'])('cannot be %s', (template) =>
    expect(turn(false, template)).rejects.toEqual(refusal('NOTIFICATION.KIND_ALWAYS_SENT')),
  );
});
