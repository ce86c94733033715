import { rmSync } from 'node:fs';

export default async function globalTeardown(): Promise<void> {
  await globalThis.saringTestPostgres?.stop();
  const folder = process.env['SARING_TEST_FOLDER'];
  if (folder) rmSync(folder, { recursive: true, force: true });
}
