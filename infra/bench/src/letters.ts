// letters.ts — what people write, by webhooks of one vendor at a steady rate through edge, while another vendor's come now and then.
import { createHmac } from 'node:crypto';
import { machine, option, percentile, report, rounded, spread } from './figures';
import { accepted, atRate, HttpConnection, httpRequest, wait } from './http-load';
import type { PostAnswer } from './post-process';
import { startBenchStack, startRole } from './stack';

const FONNTE_KEY = 'alamat-rahasia-of-the-bench';
const GOWA_SECRET = 'rahasia-gowa-of-the-bench';
const OTHERS_EVERY_MILLISECONDS = 50;
const OTHERS_ALONE = 60;
/** A letter to the operator: it is stored, and answered by nobody. */
const WORDS = 'Selamat pagi pak, apakah besok WiFi di pos ronda sudah bisa dipakai lagi?';

/** `--webhooks=3000 --rate=500` */
export const letters = async (args: readonly string[]): Promise<void> => {
  const count = option(args, 'webhooks', 3_000);
  const rate = option(args, 'rate', 500);
  const stack = await startBenchStack();
  const env = { FONNTE_WEBHOOK_KEY: FONNTE_KEY, GOWA_WEBHOOK_SECRET: GOWA_SECRET };
  const post = await startRole('post', { ...stack.env, ...env });
  try {
    const { port, heapMegabytes: heapBefore } = await post.ask<PostAnswer>({});
    const others = new Others(await HttpConnection.open(port));
    const alone = await others.send(OTHERS_ALONE);
    let isOver = false;
    const beside = others.sendUntil(() => isOver);
    const milliseconds = await atRate(port, { count, rate, requestOf: fonnteWebhook });
    isOver = true;
    const meanwhile = await beside;
    others.close();
    const { stored, heapMegabytes } = await post.ask<PostAnswer>({});
    if (stored['fonnte'] !== count) throw new Error(`${stored['fonnte'] ?? 0} of ${count} are stored`);
    const [aloneMedian, median] = [percentile(alone, 0.5), percentile(meanwhile, 0.5)];
    report({
      ...{ name: 'letters', value: rate, unit: 'webhooks/s', n: count, ...spread(milliseconds) },
      ...{ othersAlone: rounded(aloneMedian), othersMeanwhile: rounded(median), othersN: meanwhile.length },
      ...{ othersP99: rounded(percentile(meanwhile, 0.99)), ratio: rounded(median / aloneMedian) },
      ...{ heapMegabytesMore: heapMegabytes - heapBefore, machine: machine() },
    });
  } finally {
    await post.stop();
    await stack.close();
  }
};

/** Webhooks of the other vendor, one at a time. */
class Others {
  private sent = 0;

  constructor(private readonly connection: HttpConnection) {}

  async send(count: number): Promise<readonly number[]> {
    const until = this.sent + count;
    return this.sendUntil(() => this.sent >= until);
  }

  async sendUntil(isOver: () => boolean): Promise<readonly number[]> {
    const milliseconds: number[] = [];
    while (!isOver()) {
      const start = performance.now();
      await accepted(this.connection.send(gowaWebhook(this.sent++)));
      milliseconds.push(performance.now() - start);
      await wait(OTHERS_EVERY_MILLISECONDS);
    }
    return milliseconds;
  }

  close(): void {
    this.connection.close();
  }
}

const fonnteWebhook = (index: number): string =>
  httpRequest('POST', `/webhooks/messages/fonnte/${FONNTE_KEY}`, {
    address: '203.0.113.7',
    json: {
      ...{ device: '628110000000', sender: `62813${50_000_000 + index}`, message: WORDS },
      ...{ inboxid: index, name: 'Budi' },
    },
  });

const gowaWebhook = (index: number): string => {
  const jid = `62814${50_000_000 + index}@s.whatsapp.net`;
  const json = {
    event: 'message',
    payload: {
      id: `3EB0${index}`,
      chat_id: jid,
      from: jid,
      body: WORDS,
      timestamp: new Date().toISOString(),
    },
  };
  const signature = createHmac('sha256', GOWA_SECRET).update(JSON.stringify(json)).digest('hex');
  const headers = { 'x-hub-signature-256': `sha256=${signature}` };
  return httpRequest('POST', '/webhooks/messages/gowa', { address: '203.0.113.8', json, headers });
};
