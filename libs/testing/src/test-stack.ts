import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startNatsServer, type NatsServer } from '@saring/local';
import { createTestDatabase, type TestDatabase } from './test-database';

export type TestStack = {
  readonly database: TestDatabase;
  readonly natsUrl: string;
  /** The address with a service's own user. */
  busUrl(user: string): string;
  /** The environment with which a service uses this stack. */
  readonly env: Record<string, string>;
  stopNats(): Promise<void>;
  startNats(): Promise<void>;
  /** A lost volume: everything that the bus stored is gone; while it is stopped. */
  wipeNats(): void;
  close(): Promise<void>;
};

/** A database and a NATS server of one spec file's own. */
export const startTestStack = async (
  /** Gives NATS a user a service, as in a cluster; `busUrl` is then each one's. */
  options: { readonly busUsers?: boolean } = {},
): Promise<TestStack> => {
  const folder = mkdtempSync(join(tmpdir(), 'saring-nats-'));
  const database = await createTestDatabase();
  const port = await freePort();
  const users = options.busUsers ? { password: 'saring', passwordOf: (user: string) => `of-${user}` } : {};
  const start = () => startNatsServer({ storeDir: folder, dataDir: '.data', port, ...users });
  let server: NatsServer | null = await start();
  const natsUrl = server.url;
  return {
    database,
    natsUrl,
    busUrl: (user) => `nats://${user}:of-${user}@127.0.0.1:${port}`,
    env: {
      DATABASE_URL: database.url,
      NATS_URL: natsUrl,
      SECRETS_KEY: 'test-secrets-key-of-at-least-32-characters',
      TIME_ZONE: 'Asia/Jakarta',
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    },
    stopNats: async () => {
      await server?.kill();
      server = null;
    },
    startNats: async () => {
      server ??= await start();
    },
    wipeNats: () => {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
    },
    close: async () => {
      await server?.stop();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
