// post-process.ts — edge and notification in one process, as `npm start` has them, taking what people write.
import type { AddressInfo, Server } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { edge } from '@saring/edge';
import { notification } from '@saring/notification';
import { PG_POOL, startHost } from '@saring/service-kit';
import type { Pool } from 'pg';
import { answerParent } from './answer-parent';

/** Any question asks how it stands. */
export type PostAnswer = {
  readonly port: number;
  /** Messages that are stored, by channel. */
  readonly stored: Readonly<Record<string, number>>;
  readonly heapMegabytes: number;
};

export const runPostProcess = async (): Promise<void> => {
  const environment = { ...process.env, PORT: '0', TRUSTED_PROXY_CIDRS: '127.0.0.1/32' };
  const host = await startHost([notification, edge], environment);
  const door = host.services.at(-1)?.app as INestApplication;
  const pool = (host.services[0]?.app as INestApplication).get<Pool>(PG_POOL);
  const { port } = (door.getHttpServer() as Server).address() as AddressInfo;
  const answer = async (): Promise<PostAnswer> => {
    const sql = 'select channel, count(*)::int as n from inbound_messages group by channel';
    const { rows } = await pool.query<{ channel: string; n: number }>(sql);
    return {
      port,
      stored: Object.fromEntries(rows.map(({ channel, n }) => [channel, n])),
      heapMegabytes: Math.round(process.memoryUsage().heapUsed / 1024 / 1024),
    };
  };
  answerParent(answer, () => host.stop());
};
