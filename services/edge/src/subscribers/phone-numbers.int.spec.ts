// phone-numbers.int.spec.ts — a change of number and a number with another holder, as the portal and operators meet them.
import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { Pool } from 'pg';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { Browser } from '../testing/browser';
import { EdgeStack } from '../testing/edge-stack';
import { resetWorld } from '../testing/fakes';

let edge: EdgeStack;
let pool: Pool;

beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
  });
  pool = new Pool({ connectionString: edge.stack.env['DATABASE_URL'] });
});
afterAll(async () => {
  await pool?.end();
  await edge?.close();
});
beforeEach(() => resetWorld());

const e164 = (phone: string) => `+62${phone.slice(1)}`;
const silence = (phone: string) =>
  pool.query(
    `update auth_otp.subscribers set phone_proved_at = now() - interval '91 days' where phone = $1`,
    [e164(phone)],
  );
const logIn = async () => {
  const [browser, phone] = [edge.newBrowser(), edge.newPhone()];
  const { subscriberId } = await edge.logIn(browser, phone);
  return { browser, phone, subscriberId: String(subscriberId) };
};
const formOf = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map((match) => [
      match[1] ?? '',
      match[2] ?? '',
    ]),
  );
const submit = (browser: Browser, path: string, form: Record<string, string>) =>
  browser.raw(path, { method: 'POST', form, headers: { origin: browser.origin } });

it('a subscriber changes their number with a code on both', async () => {
  const { browser, phone, subscriberId } = await logIn();
  const newPhone = edge.newPhone();
  const asked = await browser.post('/api/v1/me/phone', { phone: newPhone });
  expect(asked.status).toBe(202);
  const { current, next } = asked.json as Record<'current' | 'next', { challengeId: string }>;
  const codes = {
    ...{ currentChallengeId: current.challengeId, nextChallengeId: next.challengeId },
    ...{ currentCode: await edge.codeFor(phone, 2), nextCode: await edge.codeFor(newPhone) },
  };
  expect(edge.whatsapp.inbox.list(newPhone.replace(/^0/, '62'))[0]?.message).toContain('MENGGANTI NOMOR');
  const wrong = codes.nextCode === '111111' ? '222222' : '111111';
  expect((await browser.post('/api/v1/me/phone/confirm', { ...codes, nextCode: wrong })).json).toMatchObject({
    status: 422,
    code: 'AUTH.OTP_WRONG',
    details: { which: 'next' },
  });
  const confirmed = await browser.post('/api/v1/me/phone/confirm', codes);
  expect([confirmed.status, confirmed.json]).toEqual([200, { phone: e164(newPhone) }]);
  expect((await browser.get('/api/v1/me')).json).toMatchObject({ subscriberId, phone: e164(newPhone) });
  await edge.codeFor(phone, 3);
  expect(edge.whatsapp.inbox.list(phone.replace(/^0/, '62'))[0]?.message).toContain(newPhone.slice(-4));
});

it('changes a number without JavaScript, too, and says which code was wrong', async () => {
  const { browser, phone } = await logIn();
  const newPhone = edge.newPhone();
  expect((await browser.get('/status')).text).toContain('href="/number"');
  const first = await browser.get('/number');
  const refused = await submit(browser, '/number', { ...formOf(first.text), phone: '12' });
  expect([refused.status, refused.text.includes('Nomor')]).toEqual([400, true]);
  const codes = await submit(browser, '/number', { ...formOf(first.text), phone: newPhone });
  expect(codes.status).toBe(200);
  const proof = { currentCode: await edge.codeFor(phone, 2), nextCode: await edge.codeFor(newPhone) };
  const nextCode = proof.nextCode === '000000' ? '000001' : '000000';
  const wrong = await submit(browser, '/number/confirm', { ...formOf(codes.text), ...proof, nextCode });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toMatch(/id="next"[^>]*aria-invalid="true"/);
  const done = await submit(browser, '/number/confirm', { ...formOf(wrong.text), ...proof });
  expect([done.status, done.text.includes(e164(newPhone))]).toEqual([200, true]);
  const other = await edge.newBrowser().get('/number');
  expect(other.headers['location']).toBe('/login');
});

it('no one changes a number without a login', async () => {
  const { status } = await edge.newBrowser().post('/api/v1/me/phone', { phone: edge.newPhone() });
  expect([401, 403]).toContain(status);
});

it('an operator changes and releases a number, with a reason', async () => {
  const [{ browser, subscriberId }, other] = [await logIn(), await logIn()];
  const operator = await edge.operator();
  const path = `/api/v1/subscribers/${subscriberId}/phone`;
  const put = (json: object) => operator.call(path, { method: 'PUT', json });
  const phone = edge.newPhone();
  expect((await put({ phone })).status).toBe(400);
  expect((await put({ phone: other.phone, reason: 'uji' })).json).toMatchObject({
    ...{ status: 409, code: 'AUTH.PHONE_TAKEN' },
  });
  expect((await put({ phone, reason: 'kartu hilang' })).json).toMatchObject({
    phone: `•••${phone.slice(-4)}`,
  });
  expect((await browser.get('/api/v1/me')).json).toMatchObject({ phone: e164(phone) });
  const released = await operator.post(`${path}/release`, { reason: 'nomor orang lain' });
  expect([released.status, released.json['phone']]).toEqual([200, '']);
});

it('a number that was long silent is asked, and goes on or starts afresh', async () => {
  const owner = await logIn();
  await silence(owner.phone);
  const stranger = edge.newBrowser();
  const { json } = await stranger.post('/api/v1/auth/otp', { phone: owner.phone });
  const proof = { challengeId: json['challengeId'], code: await edge.codeFor(owner.phone, 2) };
  const asked = await stranger.post('/api/v1/auth/otp/verify', proof);
  expect(asked.json).toMatchObject({ status: 409, code: 'AUTH.NUMBER_SILENT' });
  expect((await stranger.post('/api/v1/auth/otp/verify', { ...proof, accountAnswer: 'x' })).status).toBe(400);
  const fresh = await stranger.post('/api/v1/auth/otp/verify', { ...proof, accountAnswer: 'afresh' });
  expect(fresh.json).toMatchObject({ newSubscriber: true });
  expect(fresh.json['subscriberId']).not.toBe(owner.subscriberId);
});

it.each(['mine', 'afresh'])('asks without JavaScript, too, and takes "%s"', async (answer) => {
  const owner = await logIn();
  await silence(owner.phone);
  const browser = edge.newBrowser();
  const first = await browser.get('/login');
  const sent = await submit(browser, '/login', { ...formOf(first.text), phone: owner.phone });
  const step = await browser.get(String(sent.headers['location']));
  const code = await edge.codeFor(owner.phone, 2);
  const question = await submit(browser, '/login/code', { ...formOf(step.text), code });
  expect(question.status).toBe(409);
  expect(question.text).toContain('Apakah akun ini milik Anda?');
  const done = await submit(browser, '/login/code', { ...formOf(question.text), answer });
  expect(done.status).toBe(303);
  const { json } = await browser.get('/api/v1/me');
  expect(json['phone']).toBe(e164(owner.phone));
  expect(json['subscriberId'] === owner.subscriberId).toBe(answer === 'mine');
});
