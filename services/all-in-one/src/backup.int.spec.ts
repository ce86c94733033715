// backup.int.spec.ts — the backup and the cold copy of docs/operations.md bring everything back: accounts, sessions, sealed
// secrets, and what a phone moves afterwards is charged though NATS's own store was lost.
import 'reflect-metadata';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { Browser, type Answer } from '../../edge/src/testing/browser';
import { LocalSaring, OPERATOR } from './testing/local-saring';

const PHONE = '081234567899';
const MB = 1_048_576;
const WITHIN_MILLISECONDS = 60_000;

it('restores what was true, and goes on metering', async () => {
  const saring = await LocalSaring.start();
  try {
    const { phones } = saring.ports;
    const phoneState = async (): Promise<{ binding: string }> => {
      const state = (await (await fetch(`http://127.0.0.1:${phones}/control/state`)).json()) as {
        phones: { binding: string }[];
      };
      return state.phones[0] ?? { binding: '' };
    };
    const move = async (bytesOut: number): Promise<void> => {
      await eventually(async () => (await phoneState()).binding === 'bypassed', WITHIN_MILLISECONDS);
      const body = JSON.stringify({ bytesIn: 0, bytesOut });
      const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
      expect((await fetch(`http://127.0.0.1:${phones}/control/phones/1/transfer`, sent)).status).toBe(200);
    };
    const browser = new Browser(phones, '', `portal.phone1.localhost:${phones}`);
    const { json: asked } = await browser.post('/api/v1/auth/otp', { phone: PHONE });
    const code = await eventually(async () => {
      const inbox = await fetch(`http://127.0.0.1:${saring.ports.whatsapp}/inbox`);
      return /\*(\d{6})\*/.exec(await inbox.text())?.[1] ?? false;
    });
    const verified = await browser.post('/api/v1/auth/otp/verify', {
      challengeId: asked['challengeId'],
      code,
    });
    const subscriberId = String(verified.json['subscriberId']);
    const operator = new Browser(saring.ports.edge, '10.9.9.9');
    expect((await operator.post('/api/v1/operator/login', OPERATOR)).status).toBe(200);
    const key = newId();
    const grant = (): Promise<Answer> =>
      operator.call(`/api/v1/subscribers/${subscriberId}/grants`, {
        method: 'POST',
        json: { bytes: 100 * MB, days: 7, reason: 'uji' },
        headers: { 'idempotency-key': key },
      });
    expect((await grant()).status).toBe(201);
    const used = async (): Promise<number> =>
      Number((await browser.get('/api/v1/me/quota')).json['usedBytes']);
    await move(10 * MB);
    await eventually(async () => (await used()) >= 10 * MB, WITHIN_MILLISECONDS);
    const books = async (): Promise<string> =>
      (await operator.get(`/api/v1/subscribers/${subscriberId}/statement`)).text;
    for (const restore of [() => saring.restoreFromBackup(), () => saring.restoreFromColdCopy()]) {
      const before = await books();
      await restore();
      expect(await books()).toBe(before);
      // The same command again is still the same command.
      expect((await grant()).status).toBe(201);
      expect(await books()).toBe(before);
      const usedBefore = await used();
      await move(5 * MB);
      await eventually(async () => (await used()) >= usedBefore + 5 * MB, WITHIN_MILLISECONDS);
    }
  } finally {
    await saring.close();
  }
}, 480_000);
