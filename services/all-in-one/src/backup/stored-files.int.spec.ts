// stored-files.int.spec.ts — a picture that lies in a file comes back with its row, into an empty machine and another place.
import 'reflect-metadata';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Payment } from '@saring/contracts';
import { folderFiles, type Files } from '@saring/files';
import { newId } from '@saring/kernel';
import { createTestDatabase, type TestDatabase } from '@saring/testing';
import { SERVICES } from '..';
import { PaymentStack, refusal } from '../../../payment/src/testing/payment-stack';
import { startMidtransSimulator } from '../../../../infra/simulators/midtrans/src';
import { startS3Simulator, type S3Simulator } from '../../../../infra/simulators/s3/src';
import { filesConfig, filesOf } from '@saring/service-kit';
import { inspectBackup, restoreBackup, takeBackup } from './backup';
import { fileSource, readBackupFile, writeBackupFile, type Part } from './backup-file';

const rpc = Payment.method;
const PASSPHRASE = 'rahasia yang panjang';
const EASY = { workFactor: 10 };
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const services = SERVICES.filter(({ name }) => name === 'payment');
const folder = mkdtempSync(join(tmpdir(), 'saring-stored-files-'));
const files = join(folder, 'files');

let stack: PaymentStack;
let s3: S3Simulator;
let secretsKey: string;
const opened: TestDatabase[] = [];
beforeAll(async () => {
  s3 = await startS3Simulator();
  stack = await PaymentStack.start(startMidtransSimulator, {
    ...{ MANUAL_TRANSFER_TEXT: 'BCA 123', FILES_FOLDER: files },
  });
  secretsKey = stack.stack.env['SECRETS_KEY'] ?? '';
});
afterAll(async () => {
  await stack.close();
  await s3.close();
  for (const database of opened) await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const emptyDatabase = async (): Promise<TestDatabase> => {
  const database = await createTestDatabase();
  opened.push(database);
  return database;
};
const place = (databaseUrl: string, of: Files | null) => ({ databaseUrl, secretsKey, services, files: of });
const proved = async (): Promise<string> => {
  const { orderId, subscriberId } = await stack.openOrder({ method: 'manual' });
  await stack.ask.request(rpc.attachProof, { commandId: newId(), orderId, subscriberId, image: PNG });
  return orderId;
};
const shown = async (orderId: string): Promise<Buffer> =>
  Buffer.from((await stack.ask.request(rpc.getProof, { orderId }, 15_000)).image);
const bucket = () => ({
  ...{ FILES_S3_ENDPOINT: s3.endpoint, FILES_S3_BUCKET: s3.bucket, FILES_S3_REGION: s3.keys.region },
  ...{ FILES_S3_KEY_ID: s3.keys.keyId, FILES_S3_SECRET: s3.keys.secret },
});
const taken = async (name: string, of: Files | null = folderFiles(files)): Promise<string> => {
  const file = join(folder, name);
  const wanted = { file, passphrase: PASSPHRASE, version: '0.1.0', ...EASY };
  await takeBackup(place(stack.stack.database.url, of), wanted);
  return file;
};
const restored = async (file: string, of: Files | null): Promise<TestDatabase> => {
  const database = await emptyDatabase();
  const source = fileSource(file);
  const held = await inspectBackup(source, PASSPHRASE);
  await restoreBackup(place(database.url, of), { source, passphrase: PASSPHRASE, held });
  return database;
};

it('shows the pictures again, from another place, and one that was gone as gone', async () => {
  const [orderId, goneId] = [await proved(), await proved()];
  for (const name of readdirSync(files)) if (name.includes(goneId)) rmSync(join(files, name));
  const file = await taken('one.age');
  const { sums } = await inspectBackup(fileSource(file), PASSPHRASE);
  expect(sums.files).toMatchObject({ count: 1, missing: 1 });
  const database = await restored(file, filesOf(filesConfig.parse(bucket())));
  await stack.stopService();
  await stack.startService({ DATABASE_URL: database.url, FILES_FOLDER: '', ...bucket() });
  try {
    expect(await shown(orderId)).toEqual(PNG);
    await expect(shown(goneId)).rejects.toEqual(refusal('PAYMENT.PROOF_UNKNOWN'));
  } finally {
    await stack.stopService();
    await stack.startService();
  }
});

it('takes no backup without the files, and restores none without a place', async () => {
  await proved();
  await expect(taken('none.age', null)).rejects.toThrow('FILES_FOLDER');
  const file = await taken('two.age');
  await expect(restored(file, null)).rejects.toThrow('say by FILES_FOLDER or FILES_S3_BUCKET where they go');
});

it('finds a file that was changed, left out or added', async () => {
  await proved();
  const parts: Part[] = [];
  for await (const part of readBackupFile(fileSource(await taken('three.age')), PASSPHRASE)) parts.push(part);
  const first = parts.findIndex(({ name }) => name.startsWith('files/'));
  const changed = { name: parts[first]!.name, bytes: Buffer.from('x') };
  const wrong = [
    parts.with(first, changed),
    parts.toSpliced(first, 1),
    parts.toSpliced(first, 0, { name: 'files/another', bytes: Buffer.from('x') }),
  ];
  for (const [number, all] of wrong.entries()) {
    const file = join(folder, `wrong-${number}.age`);
    await writeBackupFile(
      file,
      PASSPHRASE,
      (async function* () {
        yield* all;
      })(),
      EASY.workFactor,
    );
    await expect(inspectBackup(fileSource(file), PASSPHRASE)).rejects.toThrow(
      'its files are not what its sums say',
    );
  }
});
