// cashier-process.ts — edge and payment in one process, as `npm start` has them, before a simulated Midtrans.
import type { AddressInfo, Server } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { Payment } from '@saring/contracts';
import { edge } from '@saring/edge';
import { newId } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { payment } from '@saring/payment';
import { PG_POOL, startHost } from '@saring/service-kit';
import type { Pool } from 'pg';
import { answerParent } from './answer-parent';

/** Opens so many orders. */
export type CashierQuestion = { readonly open: number };
export type CashierAnswer = {
  readonly port: number;
  readonly orderNumbers: readonly string[];
  readonly paid: number;
};

const OPEN_SIDE_BY_SIDE = 16;

export const runCashierProcess = async (): Promise<void> => {
  const environment = { ...process.env, PORT: '0', TRUSTED_PROXY_CIDRS: '127.0.0.1/32' };
  const host = await startHost([payment, edge], environment);
  const door = host.services.at(-1)?.app as INestApplication;
  const messenger = door.get(Messenger);
  const pool = (host.services[0]?.app as INestApplication).get<Pool>(PG_POOL);
  const { port } = (door.getHttpServer() as Server).address() as AddressInfo;

  const open = async (): Promise<string> => {
    const order = await messenger.request(
      Payment.method.openPayment,
      {
        ...{ orderId: newId(), subscriberId: newId(), amountRupiah: 25_000, method: 'qris' },
        ...{ site: 'bench', description: 'Paket', actor: 'subscriber' },
      },
      15_000,
    );
    return order.orderNumber;
  };
  const answer = async ({ open: count }: CashierQuestion): Promise<CashierAnswer> => {
    const orderNumbers: string[] = [];
    while (orderNumbers.length < count) {
      const size = Math.min(OPEN_SIDE_BY_SIDE, count - orderNumbers.length);
      orderNumbers.push(...(await Promise.all(Array.from({ length: size }, open))));
    }
    const sql = `select count(*)::int as n from payments where state = 'paid'`;
    const { rows } = await pool.query<{ n: number }>(sql);
    return { port, orderNumbers, paid: rows[0]?.n ?? 0 };
  };
  answerParent(answer, () => host.stop());
};
