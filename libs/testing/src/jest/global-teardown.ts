import { rmSync } from 'node:fs';

export default async function globalTeardown(): Promise<void> {
  await Promise.all((globalThis.saringTestPostgres ?? []).map((server) => server.stop()));
  const folder = process.env['SARING_TEST_FOLDER'];
  if (folder) rmSync(folder, { recursive: true, force: true });
}
