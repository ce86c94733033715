// telegram.int.spec.ts — the phone's own page: a pasted link presses Start, what is written reaches the bot, and both are seen.
import { startTelegramSimulator, type TelegramSimulator } from '../src';

let simulator: TelegramSimulator;
beforeEach(async () => {
  simulator = await startTelegramSimulator();
});
afterEach(() => simulator?.close());

const ask = async (path: string, body?: object): Promise<{ status: number; json: unknown }> => {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`http://127.0.0.1:${simulator.port}${path}`, init);
  return { status: answer.status, json: await answer.json() };
};
const bot = (method: string, body: object) => ask(`/bot${simulator.token}/${method}`, body);

it('shows a page', async () => {
  const page = await (await fetch(`http://127.0.0.1:${simulator.port}/`)).text();
  expect(page).toContain('Telegram simulasi');
});

it('presses Start behind a pasted link, hears what is written, and stops the bot', async () => {
  expect(await bot('sendMessage', { chat_id: 7, text: 'Halo' })).toMatchObject({ status: 400 });
  const link = 'https://t.me/saring_demo_bot?start=abc-123';
  expect(await ask('/say', { chat: '7', text: link })).toEqual({
    ...{ status: 200, json: { done: 'Start ditekan' } },
  });
  await ask('/say', { chat: '7', text: 'SALDO' });
  const { json } = await bot('getUpdates', {});
  const texts = (json as { result: { message: { text: string } }[] }).result.map((one) => one.message.text);
  expect(texts).toEqual(['/start abc-123', 'SALDO']);
  await bot('sendMessage', { chat_id: 7, text: 'Sisa 1 GB' });
  expect((await ask('/messages')).json).toEqual([
    { chat: '7', from: 'bot', text: 'Sisa 1 GB', file: null },
    { chat: '7', from: 'person', text: 'SALDO', file: null },
    { chat: '7', from: 'person', text: '/start abc-123', file: null },
  ]);
  await ask('/say', { chat: '7', text: '', block: true });
  expect(await bot('sendMessage', { chat_id: 7, text: 'Halo' })).toMatchObject({ status: 403 });
});

it('sets a fault for what comes, and refuses what nobody could write', async () => {
  await ask('/say', { chat: '7', text: 'https://t.me/saring_demo_bot?start=abc' });
  await ask('/control', { fault: 'flood' });
  expect(await bot('sendMessage', { chat_id: 7, text: 'Halo' })).toMatchObject({ status: 429 });
  await ask('/control', { fault: null });
  expect(await bot('sendMessage', { chat_id: 7, text: 'Halo' })).toMatchObject({ status: 200 });
  expect(await ask('/say', { chat: 'x', text: 'Halo' })).toMatchObject({ status: 400 });
  expect(await ask('/say', { chat: '7', text: ' ' })).toMatchObject({ status: 400 });
});
