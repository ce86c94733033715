// proof-files.int.spec.ts — pictures of transfers in a bucket: sealed, replaced, forgotten, tidied, and in rows where it is away.
import { Payment } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { createLogger } from '@saring/service-kit';
import { startMidtransSimulator } from '../../../../infra/simulators/midtrans/src';
import { startS3Simulator, type S3Simulator } from '../../../../infra/simulators/s3/src';
import { paymentConfig } from '../config';
import { PaymentStack, refusal } from '../testing/payment-stack';
import { ProofFiles } from './proof-files';
import { ProofJobs } from './proof-jobs';

const rpc = Payment.method;
const DAY_MINUTES = 1_440;
const ASK_MILLISECONDS = 15_000;
const PREFIX = 'saring-files/';
const picture = (text: string): Buffer =>
  Buffer.concat([
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    ),
    Buffer.from(text),
  ]);

let s3: S3Simulator;
let stack: PaymentStack;
let settings: Record<string, string>;
beforeAll(async () => {
  s3 = await startS3Simulator();
  settings = {
    ...{ MANUAL_TRANSFER_TEXT: 'BCA 123', FILES_S3_ENDPOINT: s3.endpoint, FILES_S3_BUCKET: s3.bucket },
    ...{ FILES_S3_REGION: s3.keys.region, FILES_S3_KEY_ID: s3.keys.keyId, FILES_S3_SECRET: s3.keys.secret },
  };
  stack = await PaymentStack.start(startMidtransSimulator, settings);
});
beforeEach(() => {
  s3.faults = [];
});
afterAll(async () => {
  await stack.close();
  await s3.close();
});

type Order = { readonly orderId: string; readonly subscriberId: string };
const open = (): Promise<Order> => stack.openOrder({ method: 'manual' });
const attach = async ({ orderId, subscriberId }: Order, image: Buffer): Promise<void> =>
  void (await stack.ask.request(
    rpc.attachProof,
    { commandId: newId(), orderId, subscriberId, image },
    ASK_MILLISECONDS,
  ));
const shown = async ({ orderId }: Order): Promise<Buffer> =>
  Buffer.from((await stack.ask.request(rpc.getProof, { orderId }, ASK_MILLISECONDS)).image);
const rowOf = async ({
  orderId,
}: Order): Promise<{ image: Buffer | null; file: string | null } | undefined> =>
  (
    await stack.pool.query<{ image: Buffer | null; file: string | null }>(
      'select image, file from payment_proofs where order_id = $1',
      [orderId],
    )
  ).rows[0];
const keysOf = ({ orderId }: Order): string[] =>
  [...s3.objects.keys()].filter((key) => key.includes(orderId));
const away = (): void => {
  s3.faults = (['put', 'get', 'delete', 'list'] as const).map((call) => ({ call, status: 503, times: 99 }));
};
const forget = ({ subscriberId }: Order) =>
  stack.ask.request(rpc.forgetPerson, { subscriberId, phones: [], macs: [] }, ASK_MILLISECONDS);

it('keeps a picture sealed in the bucket, and of two the last', async () => {
  const order = await open();
  await attach(order, picture('satu'));
  await attach(order, picture('dua'));
  expect(await shown(order)).toEqual(picture('dua'));
  const row = await rowOf(order);
  expect(row).toMatchObject({ image: null, file: expect.stringContaining(`proof-${order.orderId}.`) });
  expect(keysOf(order)).toEqual([`${PREFIX}${row!.file}`]);
  expect(s3.objects.get(keysOf(order)[0]!)!.bytes.includes(picture('').subarray(0, 8))).toBe(false);
});

it('reads pictures of before from their rows, and moves none', async () => {
  await stack.stopService();
  await stack.startService({ FILES_S3_BUCKET: '' });
  const order = await open();
  await attach(order, picture('lama'));
  await stack.stopService();
  await stack.startService();
  expect(await rowOf(order)).toMatchObject({ file: null, image: expect.any(Buffer) });
  expect(await shown(order)).toEqual(picture('lama'));
  expect(keysOf(order)).toEqual([]);
});

it('takes a picture into its row while the bucket is away, and says so of those in it', async () => {
  const [inBucket, inRow] = [await open(), await open()];
  await attach(inBucket, picture('satu'));
  away();
  await attach(inRow, picture('dua'));
  expect(await rowOf(inRow)).toMatchObject({ file: null, image: expect.any(Buffer) });
  expect(await shown(inRow)).toEqual(picture('dua'));
  await expect(shown(inBucket)).rejects.toEqual(refusal('PAYMENT.PROOF_AWAY'));
  s3.faults = [];
  expect(await shown(inBucket)).toEqual(picture('satu'));
});

it('waits for no bucket that is silent: the picture goes into its row', async () => {
  const order = await open();
  s3.faults = [{ call: 'put', status: -1, times: 99 }];
  await attach(order, picture('satu'));
  expect(await rowOf(order)).toMatchObject({ file: null, image: expect.any(Buffer) });
});

it('says that there is none where the file is gone', async () => {
  const order = await open();
  await attach(order, picture('satu'));
  s3.objects.delete(keysOf(order)[0]!);
  await expect(shown(order)).rejects.toEqual(refusal('PAYMENT.PROOF_UNKNOWN'));
});

it('forgets nothing of a person while the bucket is away, and then the picture too', async () => {
  const order = await open();
  await attach(order, picture('satu'));
  away();
  await expect(forget(order)).rejects.toEqual(refusal('PAYMENT.PROOF_AWAY'));
  expect(await rowOf(order)).toBeDefined();
  s3.faults = [];
  await forget(order);
  expect([await rowOf(order), keysOf(order)]).toEqual([undefined, []]);
});

/** As the service runs it. */
const runJob = async (name: string): Promise<void> => {
  const config = paymentConfig.parse({ ...stack.stack.env, ...settings });
  const logger = createLogger('silent');
  const { jobs } = new ProofJobs(stack.pool, stack.clock, config, logger, new ProofFiles(config, logger));
  await jobs.find((job) => job.name === name)?.run();
};

it('removes files that no row names once they are a week old, and no others', async () => {
  const order = await open();
  await attach(order, picture('satu'));
  const [kept = ''] = keysOf(order);
  const old = new Date(stack.clock.now().getTime() - 8 * DAY_MINUTES * 60_000);
  const bytes = Buffer.from('x');
  s3.objects.set(kept, { ...s3.objects.get(kept)!, at: old });
  s3.objects.set(`${PREFIX}proof-${newId()}.old`, { bytes, at: old });
  s3.objects.set(`${PREFIX}proof-${newId()}.new`, { bytes, at: stack.clock.now() });
  s3.objects.set(`${PREFIX}archive-old`, { bytes, at: old });
  await runJob('tidy-proof-files');
  const left = [...s3.objects.keys()];
  expect(left.filter((key) => key.endsWith('.old'))).toEqual([]);
  expect(left.filter((key) => key.endsWith('.new'))).toHaveLength(1);
  expect(left).toEqual(expect.arrayContaining([kept, `${PREFIX}archive-old`]));
});

it('removes none where most have no row: that is the place of another', async () => {
  const at = new Date(stack.clock.now().getTime() - 8 * DAY_MINUTES * 60_000);
  const foreign = Array.from({ length: 40 }, () => `${PREFIX}proof-${newId()}.foreign`);
  for (const key of foreign) s3.objects.set(key, { bytes: Buffer.from('x'), at });
  await runJob('tidy-proof-files');
  expect([...s3.objects.keys()].filter((key) => key.endsWith('.foreign'))).toHaveLength(foreign.length);
  for (const key of foreign) s3.objects.delete(key);
});

it('forgets pictures whose time is over, but of no order that waits for its money', async () => {
  const [ended, waiting, fresh] = [await open(), await open(), await open()];
  for (const order of [ended, waiting, fresh]) await attach(order, picture('satu'));
  await stack.ask.request(
    rpc.cancelPayment,
    { commandId: newId(), orderId: ended.orderId, actor: 'operator:sri' },
    ASK_MILLISECONDS,
  );
  const old = new Date(stack.clock.now().getTime() - 3_651 * DAY_MINUTES * 60_000);
  await stack.pool.query('update payment_proofs set attached_at = $2 where order_id = any($1)', [
    [ended.orderId, waiting.orderId],
    old,
  ]);
  await runJob('forget-proofs');
  expect([await rowOf(ended), keysOf(ended)]).toEqual([undefined, []]);
  expect((await stack.get(ended.orderId)).hasProof).toBe(false);
  for (const order of [waiting, fresh]) expect(await shown(order)).toEqual(picture('satu'));
});
