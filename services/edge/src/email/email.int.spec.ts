// email.int.spec.ts — a subscriber proves an address by the API, and nobody without a session does.
import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { startSmtpSimulator, type SmtpSimulator } from '../../../../infra/simulators/smtp/src';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { EdgeStack } from '../testing/edge-stack';
import { resetWorld } from '../testing/fakes';

let edge: EdgeStack;
let smtp: SmtpSimulator;

beforeAll(async () => {
  smtp = await startSmtpSimulator();
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
    env: {
      ...{ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(smtp.port), SMTP_TLS: 'none', SMTP_USER: smtp.user },
      ...{ SMTP_PASSWORD: smtp.password, SMTP_FROM: 'wifi@example.id' },
    },
  });
});
afterAll(async () => {
  await edge?.close();
  await smtp?.close();
});
beforeEach(() => resetWorld());

it('proves an address and lets it go', async () => {
  const { browser } = await edge.subscriber();
  const state = async () => (await browser.get('/api/v1/me/email')).json;
  expect(await state()).toEqual({ offered: true, email: '' });
  const asked = await browser.post('/api/v1/me/email', { email: 'budi@example.id' });
  expect([asked.status, asked.json]).toEqual([200, { offered: true, email: '' }]);
  const code = /\b\d{6}\b/.exec(smtp.inbox[0]?.text ?? '')?.[0] ?? '';
  const wrong = await browser.post('/api/v1/me/email/proof', { code: 'x' });
  expect([wrong.status, wrong.json['code']]).toEqual([422, 'NOTIFICATION.EMAIL_CODE_WRONG']);
  const proved = await browser.post('/api/v1/me/email/proof', { code });
  expect([proved.status, proved.json]).toEqual([200, { offered: true, email: 'budi@example.id' }]);
  const gone = await browser.raw('/api/v1/me/email', {
    method: 'DELETE',
    headers: { origin: browser.origin, 'x-csrf-token': browser.cookies.get('saring_csrf') ?? '' },
  });
  expect([gone.status, await state()]).toEqual([204, { offered: true, email: '' }]);
});
