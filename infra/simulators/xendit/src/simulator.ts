// simulator.ts — a simulated Xendit: Invoices v2 with Basic auth, several invoices of one external_id, and callbacks with a
// static token, sent up to six times more.
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenOnLoopback, type LoopbackServer } from '../../program/loopback-server';
import { readBody } from '../../program/read-body';

interface XenditOptions {
  /** 0 (the default) takes any free port. */
  port?: number;
  secretKey?: string;
  callbackToken?: string;
  /** Set in the dashboard, for all invoices; none are sent without it. */
  callbackUrl?: string;
  /** Before the first repetition; each later one waits twice as long. Default 60,000. */
  retryMilliseconds?: number;
}

type Status = 'PENDING' | 'PAID' | 'SETTLED' | 'EXPIRED';
interface Invoice {
  id: string;
  external_id: string;
  status: Status;
  amount: number | string;
  currency: string;
  invoice_url: string;
  payment_methods: string[];
  payment_channel?: string;
  paid_amount?: number;
  paid_at?: string;
}
interface Fault {
  call: 'list' | 'create';
  /** 0: the connection is cut. */
  status: number;
  isTaken?: boolean;
  times: number;
}

const MOST_REPETITIONS = 6;
const MINUTE_MS = 60_000;
const ANSWER_LIMIT_MS = 10_000;

export class XenditSimulator {
  readonly invoices: Invoice[] = [];
  faults: Fault[] = [];
  readonly deliveries: number[] = [];
  callbackUrl: string | undefined;
  private server: LoopbackServer | undefined;
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly secretKey: string,
    private readonly callbackToken: string,
    private readonly retryMilliseconds: number,
  ) {}

  get port(): number {
    return this.server?.port ?? 0;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  clear(): void {
    this.invoices.length = 0;
    this.faults = [];
  }

  async listen(port: number): Promise<void> {
    this.server = await listenOnLoopback((request, response) => void this.answer(request, response), port);
  }

  async close(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    await this.server?.close();
  }

  /** The payer pays the first of an order, or its time ends. False: no such order. */
  become(externalId: string, status: Status): boolean {
    const invoice = this.invoices.find((one) => one.external_id === externalId);
    if (!invoice) return false;
    invoice.status = status;
    if (status === 'PAID') {
      const [channel = 'QRIS'] = invoice.payment_methods;
      Object.assign(invoice, {
        ...{ payment_channel: channel, paid_amount: Number(invoice.amount) },
        paid_at: new Date().toISOString(),
      });
    }
    this.callBack(JSON.stringify(invoice), 0);
    return true;
  }

  /** Another invoice under the same external_id, as the vendor allows. */
  add(externalId: string, amount: number, methods: string[] = ['QRIS']): Invoice {
    const id = createHash('sha256').update(`${externalId}${this.invoices.length}`).digest('hex').slice(0, 24);
    const invoice: Invoice = {
      ...{ id, external_id: externalId, status: 'PENDING' as const, amount, currency: 'IDR' },
      ...{ invoice_url: `https://checkout.xendit.co/web/${id}`, payment_methods: methods },
    };
    this.invoices.push(invoice);
    return invoice;
  }

  private callBack(body: string, repetition: number): void {
    if (!this.callbackUrl) return;
    void this.deliver(this.callbackUrl, body).then((status) => {
      this.deliveries.push(status);
      if ((status >= 200 && status < 300) || repetition >= MOST_REPETITIONS) return;
      const timer = setTimeout(
        () => {
          this.timers.delete(timer);
          this.callBack(body, repetition + 1);
        },
        this.retryMilliseconds * 2 ** repetition,
      );
      this.timers.add(timer);
    });
  }

  private async deliver(url: string, body: string): Promise<number> {
    try {
      const headers = { 'content-type': 'application/json', 'x-callback-token': this.callbackToken };
      const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
      return (await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal })).status;
    } catch {
      return 0;
    }
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: unknown): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    try {
      const url = new URL(request.url ?? '/', this.baseUrl);
      const text = request.method === 'POST' ? await readBody(request) : '';
      const basic = `Basic ${Buffer.from(`${this.secretKey}:`).toString('base64')}`;
      if (request.headers.authorization !== basic) return send(401, { error_code: 'INVALID_API_KEY' });
      if (url.pathname !== '/v2/invoices') return send(404, { error_code: 'NOT_FOUND' });
      const call = request.method === 'POST' ? 'create' : 'list';
      const fault = this.faults.find((one) => one.call === call && one.times > 0);
      if (fault) fault.times -= 1;
      const isDone = !fault || fault.isTaken === true;
      const [status, body] = isDone ? this.call(call, url.searchParams, text) : [0, null];
      if (fault?.status === 0) return void response.destroy();
      return fault ? send(fault.status, { error_code: 'RATE_LIMIT_EXCEEDED' }) : send(status, body);
    } catch {
      return send(500, { error_code: 'SERVER_ERROR' });
    }
  }

  private call(call: Fault['call'], query: URLSearchParams, text: string): [number, unknown] {
    if (call === 'list') {
      const externalId = query.get('external_id');
      return [200, this.invoices.filter((one) => externalId === null || one.external_id === externalId)];
    }
    const {
      external_id: externalId,
      amount,
      currency,
      payment_methods: methods,
    } = JSON.parse(text) as Invoice;
    if (!externalId || typeof amount !== 'number' || currency !== 'IDR')
      return [400, { error_code: 'API_VALIDATION_ERROR' }];
    return [200, this.add(externalId, amount, methods)];
  }
}

/** Starts the simulated Xendit on both loopback addresses. */
export const startXenditSimulator = async (options: XenditOptions = {}): Promise<XenditSimulator> => {
  const simulator = new XenditSimulator(
    options.secretKey ?? 'xnd_development_saring_demo',
    options.callbackToken ?? 'xendit-token-demo',
    options.retryMilliseconds ?? MINUTE_MS,
  );
  simulator.callbackUrl = options.callbackUrl;
  await simulator.listen(options.port ?? 0);
  return simulator;
};
