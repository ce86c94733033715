// operator-bot.int.spec.ts — words of operators: from a proved number alone, by their rights, one answer each, and no money by text.
import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import {
  AuthOtp,
  Billing,
  Notification,
  RouterGateway,
  type ReplyOf,
  type RequestOf,
} from '@saring/contracts';
import { type Clock } from '@saring/kernel';
import { connectNats, Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { Answers, createLogger, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { startWhatsAppSimulator, type WhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { notification } from '..';

const { method: auth } = AuthOtp;
type Prove = typeof auth.proveOperatorBotCode;
type List = typeof auth.listSubscribers;
const BUDI = { subscriberId: 's1', name: 'Budi', phone: '+6281234567890', site: 'rw05' };
const desk = {
  phone: '',
  permissions: [] as string[],
  site: '',
  proofs: [] as RequestOf<Prove>[],
  searches: [] as RequestOf<List>[],
  found: [BUDI],
  orders: 0,
  isAway: false,
};
@Controller()
class Desk {
  @Answers(auth.findBotOperator)
  async find({
    phone,
  }: RequestOf<typeof auth.findBotOperator>): Promise<ReplyOf<typeof auth.findBotOperator>> {
    if (phone !== desk.phone) throw new RefusalError('AUTH.OPERATOR_UNKNOWN');
    return { operatorId: 'o1', permissions: desk.permissions, locale: 'id', messagesSite: desk.site };
  }
  @Answers(auth.proveOperatorBotCode)
  async prove(request: RequestOf<Prove>): Promise<ReplyOf<Prove>> {
    desk.proofs.push(request);
    return request.code === 'ABCD2345' ? { proved: true, locale: 'en' } : {};
  }
  @Answers(auth.findSubscriber)
  async subscriber(): Promise<ReplyOf<typeof auth.findSubscriber>> {
    throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
  }
  @Answers(auth.listSubscribers)
  async list(request: RequestOf<List>): Promise<ReplyOf<List>> {
    desk.searches.push(request);
    return { items: desk.found };
  }
  @Answers(auth.describeSubscribers)
  async describe(): Promise<ReplyOf<typeof auth.describeSubscribers>> {
    return { items: desk.found };
  }
  @Answers(Billing.method.listOrders)
  async orders({
    method,
    state,
    site,
  }: RequestOf<typeof Billing.method.listOrders>): Promise<ReplyOf<typeof Billing.method.listOrders>> {
    const order = (index: number) => ({
      ...{ orderId: `o${index}`, orderNumber: `SRG-${index}`, subscriberId: 's1', method, state },
      ...{ amountRupiah: 50_000, addedRupiah: index, hasProof: index === 1 },
    });
    const isTheirs = site === '' || site === BUDI.site;
    const count = method === 'static_qris' && isTheirs ? desk.orders : 0;
    return { items: Array.from({ length: count }, (_, index) => order(index + 1)) };
  }
  @Answers(RouterGateway.method.listRouters)
  async routers(): Promise<ReplyOf<typeof RouterGateway.method.listRouters>> {
    if (desk.isAway) throw new UnavailableError('listRouters', 'away');
    return {
      items: [
        { routerId: 'r1', name: 'Pos RT 3', site: 'rw05', state: 'online' },
        { routerId: 'r2', name: 'Balai', site: 'rw05', state: 'offline' },
        { routerId: 'r3', name: 'Jauh', site: 'rw06', state: 'refused' },
      ],
    };
  }
}
@Module({ controllers: [Desk] })
class DeskModule {}

const KEY = 'alamat-rahasia-1';
const { method } = Notification;
let offsetSeconds = 0;
const clock: Clock = {
  now: () => new Date(Date.now() + offsetSeconds * 1_000),
  monotonicMilliseconds: () => performance.now(),
};
let stack: TestStack;
let nats: NatsConnection;
let ask: Messenger;
let fonnte: WhatsAppSimulator;
const services: RunningService[] = [];

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  ask = new Messenger(nats);
  fonnte = await startWhatsAppSimulator();
  const env = {
    ...stack.env,
    ...{ FONNTE_BASE_URL: `http://127.0.0.1:${fonnte.port}`, FONNTE_TOKEN: fonnte.token },
    ...{ FONNTE_WEBHOOK_KEY: KEY, MESSAGES_PER_TARGET_PER_MINUTE: '1000' },
    PUBLIC_URL: 'https://wifi.contoh.id',
  };
  const logger = createLogger('silent');
  services.push(await startService({ name: 'auth-otp', module: DeskModule }, { nats, logger, env }));
  services.push(await startService(notification, { nats, logger, clock, env }));
});
afterAll(async () => {
  for (const service of services.reverse()) await service.stop();
  await fonnte?.close();
  await nats?.close();
  await stack?.close();
});
beforeEach(() => {
  Object.assign(desk, { phone: '', site: '', proofs: [], searches: [], found: [BUDI], orders: 0 });
  Object.assign(desk, {
    permissions: ['subscribers:read', 'counter:sell', 'orders:confirm', 'routers:read'],
  });
  desk.isAway = false;
  fonnte.inbox.clear();
  offsetSeconds += 86_400;
});

let numbers = 45_000_000;
let ids = 0;
const newNumber = () => `62813${(numbers += 1)}`;
const say = (sender: string, message: string, more: object = {}) =>
  ask.request(method.receiveWebhook, {
    ...{ channel: 'fonnte', key: KEY, headers: {} },
    body: Buffer.from(JSON.stringify({ sender, message, inboxid: (ids += 1), ...more })),
  });
const answers = (target: string) => fonnte.inbox.list(target).map(({ message }) => message);
const askedBy = async (number: string, word: string, more: object = {}): Promise<string> => {
  const before = answers(number).length;
  await say(number, word, more);
  await eventually(() => expect(answers(number)).toHaveLength(before + 1));
  return answers(number)[0] ?? '';
};
const operator = (): string => {
  const number = newNumber();
  desk.phone = `+${number}`;
  return number;
};

it('proves a number by the code that came from it, never by a forwarded one', async () => {
  const number = newNumber();
  expect(await askedBy(number, 'hubungkan abcd-2345', { forwarded: 'true' })).toMatch(/terusan/);
  expect(desk.proofs).toEqual([]);
  expect(await askedBy(number, 'HUBUNGKAN ABCD-2345')).toMatch(/^Your number is proved/);
  expect(desk.proofs).toMatchObject([{ code: 'ABCD2345', phone: `+${number}` }]);
  expect(await askedBy(number, 'HUBUNGKAN WXYZ-2345')).toMatch(/^Kode itu tidak berlaku/);
});

it('lists its words to operators alone, and to each the words of their role', async () => {
  const words = await askedBy(operator(), 'bantuan');
  expect(words).toMatch(/^Kata-kata pengelola:\nCARI nama.*\nJUAL.*\nKONFIRMASI.*\nROUTER.*\n\nUntuk akun/);
  desk.permissions = ['routers:read'];
  expect(await askedBy(operator(), 'halo')).toMatch(/^Kata-kata pengelola:\nROUTER[^\n]*\n\n/);
  // A first password permits nothing.
  desk.permissions = [];
  expect(await askedBy(operator(), 'bantuan')).toMatch(/belum terdaftar/);
});

it.each(['CARI budi', 'JUAL', 'KONFIRMASI', 'ROUTER'])(
  'answers %s to no number that nobody proved, and to no role that may not',
  async (word) => {
    expect(await askedBy(newNumber(), word)).toMatch(/belum terdaftar/);
    desk.permissions = ['agents:read'];
    expect(await askedBy(operator(), word)).toMatch(/^Peran Anda tidak mengizinkan/);
    expect(desk.searches).toEqual([]);
  },
);

it('finds by name or whole numbers, shows numbers masked, and leads to the person', async () => {
  desk.site = 'rw05';
  expect(await askedBy(operator(), 'CARI budi')).toBe(
    'Pelanggan yang cocok:\n– Budi •••7890, rw05\nhttps://wifi.contoh.id/console/subscribers/s1',
  );
  expect(desk.searches).toMatchObject([{ query: 'budi', site: 'rw05', wholeNumbers: true }]);
  desk.found = Array.from({ length: 6 }, (_, index) => ({ ...BUDI, subscriberId: `s${index}` }));
  const many = await askedBy(operator(), 'cari bu di');
  expect(many).toMatch(/\n\+1\nhttps:\/\/wifi\.contoh\.id\/console\/subscribers\?query=bu%20di$/);
  desk.found = [];
  expect(await askedBy(operator(), 'CARI siapa')).toMatch(/^Tidak ada pelanggan/);
  expect(await askedBy(operator(), 'CARI')).toMatch(/^Tidak ada pelanggan/);
});

it('sells nothing by text: it leads to the person, the vouchers, or the page of an agent', async () => {
  expect(await askedBy(operator(), 'JUAL budi')).toMatch(/console\/subscribers\/s1$/);
  expect(await askedBy(operator(), 'JUAL')).toMatch(/^Uang tidak bergerak.*\n.*\/console\/vouchers$/);
  desk.permissions = ['agents:sell'];
  expect(await askedBy(operator(), 'voucher budi')).toMatch(/\/console\/sell$/);
});

it('names payments that wait to be seen, and confirms none', async () => {
  expect(await askedBy(operator(), 'KONFIRMASI')).toMatch(/^Tidak ada pembayaran/);
  desk.orders = 7;
  const words = await askedBy(operator(), 'konfirmasi SRG-1');
  expect(words).toMatch(/^Menunggu konfirmasi: 7\n– Rp 50\.001 · Budi •••7890 · SRG-1 · 📎\n/);
  expect(words).toMatch(/\n\+2\nPeriksa.*\nhttps:\/\/wifi\.contoh\.id\/console\/orders\?state=open$/);
});

it('names payments of the site that they chose alone', async () => {
  desk.orders = 1;
  desk.site = 'rw06';
  expect(await askedBy(operator(), 'KONFIRMASI')).toMatch(/^Tidak ada pembayaran/);
  desk.site = BUDI.site;
  expect(await askedBy(operator(), 'KONFIRMASI')).toMatch(/^Menunggu konfirmasi: 1\n/);
});

it('shows what a subscriber calls himself as a name, and as no link', async () => {
  desk.found = [{ ...BUDI, name: 'Buka https://wifi.example/console *sekarang*' }];
  desk.orders = 1;
  const name = 'Buka https wifi. example/cons…';
  expect(await askedBy(operator(), 'CARI budi')).toContain(`\n– ${name} •••7890, rw05\n`);
  expect(await askedBy(operator(), 'KONFIRMASI')).toContain(` · ${name} •••7890 · SRG-1 · `);
});

it('tells how routers fare, of their own site where they chose one, and later where nobody answers now', async () => {
  expect(await askedBy(operator(), 'ROUTER')).toMatch(/1 dari 3\.\nTidak terjangkau: \n– Balai\n– Jauh\n/);
  desk.site = 'rw06';
  expect(await askedBy(operator(), 'ROUTER')).toMatch(/0 dari 1\.\nTidak terjangkau: \n– Jauh\n/);
  const number = operator();
  desk.isAway = true;
  await say(number, 'ROUTER');
  expect(await askedBy(number, 'JUAL')).toMatch(/^Uang/);
  desk.isAway = false;
  offsetSeconds += 6;
  await eventually(() => expect(answers(number)).toHaveLength(2));
});

it('answers a flood of an operator no more than eight times a minute', async () => {
  const number = operator();
  for (let index = 0; index < 20; index += 1) await say(number, 'ROUTER');
  const other = operator();
  expect(await askedBy(other, 'ROUTER')).toMatch(/^Router/);
  expect(answers(number)).toHaveLength(8);
});
