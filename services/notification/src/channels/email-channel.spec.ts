// email-channel.spec.ts — what a mail shows, whom its password is told, and which addresses are forgotten.
import { startSmtpSimulator, type SmtpSimulator } from '../../../../infra/simulators/smtp/src';
import type { OutgoingMessage } from './channel';
import { EmailChannel } from './email-channel';

const ADDRESS = 'budi@example.id';
const words = (text: string): OutgoingMessage => ({
  ...{ id: '0198', to: '+6281234567890', template: 'access.unblocked', params: {}, locale: 'id', text },
  attachment: null,
});
let smtp: SmtpSimulator;
const ended: string[] = [];

beforeAll(async () => {
  smtp = await startSmtpSimulator();
});
afterAll(() => smtp?.close());
beforeEach(() => {
  smtp.fault = undefined;
  smtp.inbox.length = 0;
  ended.length = 0;
});

/** @param more of its settings. */
const mailChannel = (more: Partial<ConstructorParameters<typeof EmailChannel>[0]> = {}) =>
  new EmailChannel({
    ...{ host: '127.0.0.1', port: smtp.port, tls: 'none', user: smtp.user, password: smtp.password },
    ...{ from: 'WiFi RW 05 <wifi@example.id>', answerLimitMilliseconds: 1_500 },
    contacts: {
      emailOf: () => Promise.resolve(ADDRESS),
      endEmail: (_, address) => Promise.resolve(void ended.push(address)),
    },
    ...more,
  });

it('sends an e-mail that names its sender and shows no code on a locked screen', async () => {
  const wifi = 'WiFi RW 05 & "Melati"\n\n*Kode*: 482913, _jangan_ diberikan. 2*3*4';
  const code: OutgoingMessage = { ...words(wifi), template: 'otp.code' };
  expect(await mailChannel().send(code)).toEqual({ outcome: 'sent', providerId: '<0198@example.id>' });
  expect((await mailChannel().send(words(wifi))).outcome).toBe('sent');
  const text = 'WiFi RW 05 & "Melati"\n\nKode: 482913, jangan diberikan. 2*3*4';
  expect(smtp.inbox).toEqual([
    { to: ADDRESS, from: 'wifi@example.id', subject: 'WiFi RW 05 & "Melati"', text, files: [] },
    { to: ADDRESS, from: 'wifi@example.id', subject: 'Kode Anda', text, files: [] },
  ]);
  smtp.fault = 'slow';
  expect((await mailChannel().send(words('pelan'))).outcome).toBe('sent');
});

it('forgets an address whose mailbox is gone, and no other', async () => {
  smtp.fault = '450';
  await mailChannel().send(words('x'));
  smtp.fault = '554';
  await mailChannel().send(words('x'));
  expect(ended).toEqual([]);
  smtp.fault = '550';
  await mailChannel().send(words('x'));
  expect(ended).toEqual([ADDRESS]);
});

it('gives its password to nobody who cannot prove who they are, or who others can hear', async () => {
  expect(await mailChannel({ password: 'salah' }).send(words('x'))).toMatchObject({
    ...{ outcome: 'channelDown', fault: 'token_refused' },
  });
  expect(await mailChannel({ tls: 'starttls' }).send(words('x'))).toMatchObject({ fault: 'unreachable' });
  const encrypted = await startSmtpSimulator({ isEncrypted: true });
  const asked = { port: encrypted.port, tls: 'starttls' as const };
  expect(await mailChannel(asked).send(words('x'))).toMatchObject({ fault: 'unreachable' });
  await encrypted.close();
  expect(await mailChannel(asked).send(words('x'))).toMatchObject({ outcome: 'channelDown' });
  expect(smtp.inbox).toEqual([]);
});
