// vouchers.ts — a batch of vouchers made, printed and sold, as an operator's console asks edge for it.
import { randomUUID } from 'node:crypto';
import { machine, option, report, rounded, spread } from './figures';
import { cookieIn, HttpConnection, httpRequest } from './http-load';
import type { OfficeAnswer } from './office-process';
import { startBenchStack, startRole } from './stack';

const OPERATOR = { email: 'bench@saring.test', password: 'a-password-of-the-bench' };
const ADDRESS = '10.1.0.1';
const PACKAGE = { name: 'Harian', bytes: 1_073_741_824, days: 1, priceRupiah: 5_000, active: true };
/** Of five random characters there are too few for 5,000 vouchers. */
const CODE_LENGTH = 8;

/** `--vouchers=5000 --runs=5` */
export const vouchers = async (args: readonly string[]): Promise<void> => {
  const amount = option(args, 'vouchers', 5_000);
  const runs = option(args, 'runs', 5);
  const stack = await startBenchStack();
  const credentials = { OPERATOR_EMAIL: OPERATOR.email, OPERATOR_PASSWORD: OPERATOR.password };
  const office = await startRole('office', { ...stack.env, ...credentials });
  try {
    const { port } = await office.ask<OfficeAnswer>('port');
    const connection = await HttpConnection.open(port);
    let cookie = '';
    let token = '';
    const post = async <T>(path: string, json: object): Promise<{ body: T; milliseconds: number }> => {
      const start = performance.now();
      const answer = await connection.send(
        httpRequest('POST', path, { address: ADDRESS, json, cookie, token, key: randomUUID() }),
      );
      if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.body.slice(0, 300)}`);
      token ||= cookieIn(answer, 'saring_csrf') ?? '';
      cookie ||= `saring_operator=${cookieIn(answer, 'saring_operator') ?? ''}; saring_csrf=${token}`;
      return { body: JSON.parse(answer.body) as T, milliseconds: performance.now() - start };
    };
    await post('/api/v1/operator/login', OPERATOR);
    const { packageId } = (await post<{ packageId: string }>('/api/v1/packages', PACKAGE)).body;
    const took = { made: [] as number[], printed: [] as number[], sold: [] as number[] };
    for (let run = 0; run < runs; run += 1) {
      const asked = { packageId, amount, codeLength: CODE_LENGTH, site: 'site-1' };
      const made = await post<{ batchId: string; unsold: number }>('/api/v1/voucher-batches', asked);
      if (made.body.unsold !== amount) throw new Error(`made ${made.body.unsold} of ${amount}`);
      const of = `/api/v1/voucher-batches/${made.body.batchId}`;
      const printed = await post<{ items: unknown[] }>(`${of}/print`, {});
      const sale = { amount, method: 'transfer', paidRupiah: amount * PACKAGE.priceRupiah };
      const sold = await post<{ vouchers: unknown[] }>(`${of}/sales`, sale);
      if (printed.body.items.length !== amount || sold.body.vouchers.length !== amount)
        throw new Error('codes are missing');
      took.made.push(made.milliseconds);
      took.printed.push(printed.milliseconds);
      took.sold.push(sold.milliseconds);
    }
    connection.close();
    for (const [name, sample] of Object.entries(took))
      report({
        ...{ name: `vouchers.${name}`, value: rounded(spread(sample).p50), unit: 'ms', n: runs },
        ...{ slowest: rounded(Math.max(...sample)), vouchers: amount, machine: machine() },
      });
  } finally {
    await office.stop();
    await stack.close();
  }
};
